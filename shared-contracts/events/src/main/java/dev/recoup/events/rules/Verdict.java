package dev.recoup.events.rules;

import dev.recoup.events.Environment;
import dev.recoup.events.Mode;
import dev.recoup.events.Money;
import dev.recoup.events.cases.CaseRequest;
import dev.recoup.events.clients.OnboardingRequest;
import dev.recoup.events.refusals.Refusal;
import java.util.List;
import java.util.Optional;

/** What the rules say about a request. */
public final class Verdict {
    private Verdict() {}

    /** What the rules say about a case request. */
    public sealed interface OfCase {
        /** Every reason by field; empty only for {@link CaseAccepted}. */
        List<Refusal> refusals();
    }

    /**
     * The request can be taken.
     *
     * @param request the request
     * @param hash the body's canonical hash, by which a conflicting duplicate is known
     */
    public record CaseAccepted(CaseRequest request, String hash) implements OfCase {
        @Override
        public List<Refusal> refusals() {
            return List.of();
        }
    }

    /**
     * The request cannot be taken and its publisher can be told so on the case-status topic of its mode.
     *
     * @param caseRequestId whom to answer
     * @param externalTenantId the client, where it is readable; else the record's key tells
     * @param environment the environment that is served here
     * @param mode decides the topic of the answer
     * @param creditorReference the client's own reference, where it is readable
     * @param claim the principal, where it is readable
     * @param hash the body's canonical hash
     * @param refusals every reason by field, at least one
     */
    public record CaseRefused(
            String caseRequestId,
            Optional<String> externalTenantId,
            Environment environment,
            Mode mode,
            Optional<String> creditorReference,
            Optional<Money> claim,
            String hash,
            List<Refusal> refusals)
            implements OfCase {}

    /**
     * Nobody can be answered, because the request id, the mode or the environment is unreadable or the environment is
     * another one: the record belongs on the dead-letter topic.
     *
     * @param refusals every reason by field, at least one
     */
    public record CaseUnusable(List<Refusal> refusals) implements OfCase {}

    /** What the rules say about an onboarding request. */
    public sealed interface OfOnboarding {
        /** Every reason by field; empty only for {@link OnboardingAccepted}. */
        List<Refusal> refusals();
    }

    /**
     * The request can be taken.
     *
     * @param request the request
     * @param hash the body's canonical hash, by which a conflicting duplicate is known
     */
    public record OnboardingAccepted(OnboardingRequest request, String hash) implements OfOnboarding {
        @Override
        public List<Refusal> refusals() {
            return List.of();
        }
    }

    /**
     * The request cannot be taken and its publisher can be told so on the client-status topic.
     *
     * @param externalTenantId whom to answer
     * @param onboardingRequestId the request, where its id is readable
     * @param environment the environment that is served here
     * @param hash the body's canonical hash
     * @param refusals every reason by field, at least one
     */
    public record OnboardingRefused(
            String externalTenantId,
            Optional<String> onboardingRequestId,
            Environment environment,
            String hash,
            List<Refusal> refusals)
            implements OfOnboarding {}

    /**
     * Nobody can be answered, because the client's id or the environment is unreadable or the environment is another
     * one: the record belongs on the dead-letter topic.
     *
     * @param refusals every reason by field, at least one
     */
    public record OnboardingUnusable(List<Refusal> refusals) implements OfOnboarding {}
}
