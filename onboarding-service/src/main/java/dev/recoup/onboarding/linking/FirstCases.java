package dev.recoup.onboarding.linking;

import dev.recoup.debitura.CollectionCase;
import dev.recoup.debitura.referral.LinkedClient.CaseFailure;
import dev.recoup.debitura.referral.LinkedClient.CaseFailureType;
import dev.recoup.debitura.referral.LinkedClient.CaseResults;
import dev.recoup.events.Environment;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.EventType;
import dev.recoup.events.Topic;
import dev.recoup.events.cases.FirstCase;
import dev.recoup.events.cases.FirstCaseOutcome;
import dev.recoup.events.cases.FirstCaseResult;
import dev.recoup.events.clients.OnboardingRequest;
import dev.recoup.events.refusals.Refusal;
import dev.recoup.events.refusals.RefusalCode;
import dev.recoup.messaging.outbox.EventPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Tells case-service what became of the cases that were sent with a client (guide 6.4 and 6.6). */
@ApplicationScoped
class FirstCases {

    private static final Logger LOG = Logger.getLogger(FirstCases.class);
    private static final String SOURCE = "/recoup/onboarding-service";
    private static final int LONGEST_REFERENCE = 50;

    /** What became of one case. */
    private record Fate(
            FirstCaseResult result, Optional<CollectionCase> created, Optional<URI> page, List<Refusal> refusals) {

        static Fate of(FirstCaseResult result) {
            return new Fate(result, Optional.empty(), Optional.empty(), List.of());
        }

        static Fate refused(List<Refusal> refusals) {
            return new Fate(FirstCaseResult.REFUSED, Optional.empty(), Optional.empty(), refusals);
        }
    }

    /** What a request was, and how often it had to be sent. */
    record Sent(OnboardingRequest request, int sends, String correlationId) {}

    private final Environment environment;
    private final EventPublisher publisher;
    private final Clock clock;

    @Inject
    FirstCases(
            @ConfigProperty(name = "recoup.environment") Environment environment,
            EventPublisher publisher,
            Clock clock) {
        this.environment = environment;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * The reference under which Debitura knows the case: the publisher's, else one derived from the request id as
     * case-service derives it.
     */
    static String creditorReference(FirstCase firstCase) {
        String requestId = firstCase.caseRequestId();
        return firstCase
                .claim()
                .creditorReference()
                .orElseGet(() -> requestId.length() <= LONGEST_REFERENCE ? requestId : hash(requestId));
    }

    /** The client is linked: each case was created or says why not. */
    void linked(Sent sent, Optional<CaseResults> results) {
        List<FirstCase> cases = sent.request().cases();
        IntStream.range(0, cases.size())
                .forEach(index -> publish(sent, cases.get(index), fate(index, cases.get(index), sent, results)));
    }

    /** Debitura keeps the cases until an existing client approves the link. */
    void stored(Sent sent) {
        sent.request()
                .cases()
                .forEach(firstCase -> publish(sent, firstCase, Fate.of(FirstCaseResult.STORED_FOR_APPROVAL)));
    }

    /** The request as a whole was refused, and its cases with it. */
    void refused(Sent sent, List<Refusal> reasons) {
        List<FirstCase> cases = sent.request().cases();
        IntStream.range(0, cases.size()).forEach(index -> {
            String prefix = "/cases/" + index;
            List<Refusal> own = reasons.stream()
                    .filter(reason -> reason.field().startsWith(prefix + "/"))
                    .map(reason -> Refusal.of(reason.code(), reason.field().substring(prefix.length())))
                    .toList();
            List<Refusal> shared = reasons.stream()
                    .map(reason -> Refusal.of(reason.code(), ""))
                    .distinct()
                    .toList();
            publish(sent, cases.get(index), Fate.refused(own.isEmpty() ? shared : own));
        });
    }

    private static Fate fate(int index, FirstCase firstCase, Sent sent, Optional<CaseResults> results) {
        String reference = creditorReference(firstCase);
        Optional<CollectionCase> created = results.stream()
                .flatMap(result -> result.successfulCases().stream())
                .filter(collectionCase -> reference.equals(collectionCase.creditorReference()))
                .findFirst();
        if (created.isPresent()) {
            return new Fate(FirstCaseResult.CREATED, created, created.flatMap(FirstCases::signingPage), List.of());
        }
        return results.stream()
                .flatMap(result -> result.failedCases().stream())
                .filter(failure -> failure.caseIndex() == index)
                .findFirst()
                .map(failure -> failed(failure, sent))
                .orElseGet(() -> Fate.of(FirstCaseResult.ALREADY_CREATED));
    }

    private static Fate failed(CaseFailure failure, Sent sent) {
        return switch (failure.errorType().orElse(CaseFailureType.UNKNOWN)) {
            case NO_PARTNER_AVAILABLE ->
                Fate.refused(List.of(Refusal.of(RefusalCode.NO_PARTNER_AVAILABLE, "/claim/debtor/countryAlpha2")));
            case VALIDATION_ERROR -> Fate.refused(invalid(failure));
            case DUPLICATE_REFERENCE ->
                Fate.refused(List.of(Refusal.of(RefusalCode.DUPLICATE_CREDITOR_REFERENCE, "/claim/creditorReference")));
            // The client existed before this call. If an earlier call of ours got no answer, that call may have made
            // the case; otherwise nobody has made it yet.
            case IDEMPOTENCY_VIOLATION ->
                Fate.of(sent.sends() > 1 ? FirstCaseResult.ALREADY_CREATED : FirstCaseResult.TO_BE_SUBMITTED);
            case UNEXPECTED_ERROR, UNKNOWN -> Fate.of(FirstCaseResult.TO_BE_SUBMITTED);
        };
    }

    private static List<Refusal> invalid(CaseFailure failure) {
        List<Refusal> named = failure.validationErrors().keySet().stream()
                .sorted()
                .map(field -> Refusal.of(RefusalCode.REFUSED_BY_DEBITURA, "/claim" + Rejections.pointer(field)))
                .toList();
        return named.isEmpty() ? List.of(Refusal.of(RefusalCode.REFUSED_BY_DEBITURA, "/claim")) : named;
    }

    private static Optional<URI> signingPage(CollectionCase created) {
        return created.signingUrl().map(URI::create);
    }

    private void publish(Sent sent, FirstCase firstCase, Fate fate) {
        OnboardingRequest request = sent.request();
        Instant now = clock.instant();
        FirstCase asSent = firstCase.toBuilder()
                .claim(firstCase.claim().toBuilder()
                        .creditorReference(creditorReference(firstCase))
                        .build())
                .build();
        FirstCaseOutcome outcome = new FirstCaseOutcome(
                request.externalTenantId(),
                environment,
                request.onboardingRequestId(),
                asSent,
                fate.result(),
                fate.created().map(CollectionCase::id).map(Objects::toString),
                fate.created().map(CollectionCase::reference),
                fate.page(),
                fate.refusals(),
                sent.correlationId(),
                now);
        EventMetadata metadata = EventMetadata.of(EventType.FIRST_CASE_DECIDED, SOURCE, environment, now)
                .subject(firstCase.caseRequestId())
                .correlationId(sent.correlationId())
                .mode(firstCase.mode())
                .build();
        publisher.publish(Topic.FIRST_CASES, request.externalTenantId(), metadata, outcome);
        LOG.infof(
                "Client %s: first case %s is %s", request.externalTenantId(), firstCase.caseRequestId(), fate.result());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LONGEST_REFERENCE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
