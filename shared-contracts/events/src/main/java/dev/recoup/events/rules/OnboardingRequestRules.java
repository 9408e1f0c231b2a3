package dev.recoup.events.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.events.Environment;
import dev.recoup.events.EventJson;
import dev.recoup.events.EventType;
import dev.recoup.events.clients.OnboardingRequest;
import dev.recoup.events.refusals.Refusal;
import dev.recoup.events.refusals.RefusalCode;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Full validation of onboarding requests without any call: the schema, then what Debitura demands of a client (guide
 * 6.1, 22.4) and of each case that is sent along.
 */
public final class OnboardingRequestRules {
    private final Environment served;
    private final ClaimRules claims;

    /**
     * Rules of one environment.
     *
     * @param served the environment that the request must name
     * @param clock says what is in the future, by UTC days
     */
    public OnboardingRequestRules(Environment served, Clock clock) {
        this.served = Objects.requireNonNull(served, "served");
        this.claims = new ClaimRules(Objects.requireNonNull(clock, "clock"));
    }

    /** Judges the value of a record of type {@link EventType#ONBOARDING_REQUESTED}; never throws for what the body holds. */
    public Verdict.OfOnboarding check(byte[] body) {
        Optional<JsonNode> tree = Requests.tree(body);
        if (tree.isEmpty()) {
            return new Verdict.OnboardingUnusable(List.of(Refusal.of(RefusalCode.NOT_JSON, "")));
        }
        Findings findings = Findings.of(EventType.ONBOARDING_REQUESTED, tree.get());
        Requests.environment(findings, served);
        Places.countryCodeOrName(findings, "/client/country");
        Places.returnUrl(findings, "/returnUrl");
        for (int i = 0; i < findings.size("/divisions"); i++) {
            Places.countryCode(findings, "/divisions/" + i + "/countryCode");
        }
        users(findings);
        for (int i = 0; i < findings.size("/cases"); i++) {
            claims.examine(findings, "/cases/" + i);
        }
        unique(findings, "/cases", "/caseRequestId", RefusalCode.DUPLICATE_IN_REQUEST, UnaryOperator.identity());
        unique(
                findings,
                "/cases",
                "/claim/creditorReference",
                RefusalCode.DUPLICATE_IN_REQUEST,
                UnaryOperator.identity());
        List<Refusal> refusals = findings.refusals();
        String hash = EventJson.canonicalHash(body);
        if (refusals.isEmpty()) {
            return new Verdict.OnboardingAccepted(EventJson.read(body, OnboardingRequest.class), hash);
        }
        Optional<String> tenant = findings.text("/externalTenantId");
        if (tenant.isEmpty() || !findings.usable("/environment")) {
            return new Verdict.OnboardingUnusable(refusals);
        }
        return new Verdict.OnboardingRefused(
                tenant.get(), findings.text("/onboardingRequestId"), served, hash, refusals);
    }

    /** Judges a request before it is published; every reason by field, empty when it would be taken. */
    public List<Refusal> refusals(OnboardingRequest request) {
        return check(EventJson.write(request)).refusals();
    }

    private static void users(Findings findings) {
        int users = findings.size("/users");
        int marked = 0;
        for (int i = 0; i < users; i++) {
            marked += findings.flag("/users/" + i + "/isOnboardingUser").orElse(false) ? 1 : 0;
        }
        if (marked > 1 || users > 1 && marked == 0) {
            findings.refuse(RefusalCode.ONBOARDING_USER_AMBIGUOUS, "/users");
        }
        unique(findings, "/users", "/email", RefusalCode.DUPLICATE_USER_EMAIL, email -> email.toLowerCase(Locale.ROOT));
    }

    private static void unique(
            Findings findings, String list, String member, RefusalCode code, UnaryOperator<String> sameness) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < findings.size(list); i++) {
            String pointer = list + "/" + i + member;
            findings.text(pointer)
                    .filter(value -> !seen.add(sameness.apply(value)))
                    .ifPresent(value -> findings.refuse(code, pointer));
        }
    }
}
