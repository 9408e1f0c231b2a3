package dev.recoup.events.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.events.Environment;
import dev.recoup.events.EventJson;
import dev.recoup.events.EventType;
import dev.recoup.events.Mode;
import dev.recoup.events.Money;
import dev.recoup.events.cases.CancelCaseRequest;
import dev.recoup.events.cases.CaseRequest;
import dev.recoup.events.refusals.Refusal;
import dev.recoup.events.refusals.RefusalCode;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Full validation of case requests without any call: the schema, then what Debitura demands (guide 8, 22.4). Publishers
 * use it before they publish, case-service when it reads; both say the same.
 */
public final class CaseRequestRules {
    private final Environment served;
    private final ClaimRules claims;

    /**
     * Rules of one environment.
     *
     * @param served the environment that the request must name
     * @param clock says what is in the future, by UTC days
     */
    public CaseRequestRules(Environment served, Clock clock) {
        this.served = Objects.requireNonNull(served, "served");
        this.claims = new ClaimRules(Objects.requireNonNull(clock, "clock"));
    }

    /** Judges the value of a record of type {@link EventType#CASE_REQUESTED}; never throws for what the body holds. */
    public Verdict.OfCase check(byte[] body) {
        Optional<JsonNode> tree = Requests.tree(body);
        if (tree.isEmpty()) {
            return new Verdict.CaseUnusable(List.of(Refusal.of(RefusalCode.NOT_JSON, "")));
        }
        Findings findings = Findings.of(EventType.CASE_REQUESTED, tree.get());
        Requests.environment(findings, served);
        claims.examine(findings, "");
        List<Refusal> refusals = findings.refusals();
        String hash = EventJson.canonicalHash(body);
        if (refusals.isEmpty()) {
            return new Verdict.CaseAccepted(EventJson.read(body, CaseRequest.class), hash);
        }
        Optional<String> caseRequestId = findings.text("/caseRequestId");
        Optional<Mode> mode = findings.flag("/isTest").map(Mode::ofTestFlag);
        if (caseRequestId.isEmpty() || mode.isEmpty() || !findings.usable("/environment")) {
            return new Verdict.CaseUnusable(refusals);
        }
        return new Verdict.CaseRefused(
                caseRequestId.get(),
                findings.text("/externalTenantId"),
                served,
                mode.get(),
                findings.text("/claim/creditorReference"),
                principal(findings),
                hash,
                refusals);
    }

    /** Judges a request before it is published; every reason by field, empty when it would be taken. */
    public List<Refusal> refusals(CaseRequest request) {
        return check(EventJson.write(request)).refusals();
    }

    /**
     * Judges the value of a record of type {@link EventType#CASE_CANCELLATION_REQUESTED}; every reason by field, empty
     * when {@link EventJson#read} gives a usable {@link CancelCaseRequest}.
     */
    public List<Refusal> cancellationRefusals(byte[] body) {
        return Requests.tree(body)
                .map(tree -> {
                    Findings findings = Findings.of(EventType.CASE_CANCELLATION_REQUESTED, tree);
                    Requests.environment(findings, served);
                    return findings.refusals();
                })
                .orElseGet(() -> List.of(Refusal.of(RefusalCode.NOT_JSON, "")));
    }

    private static Optional<Money> principal(Findings findings) {
        Optional<BigDecimal> amount = findings.decimal("/claim/amountToRecover");
        return findings.text("/claim/currencyCode")
                .flatMap(currency -> amount.map(value -> new Money(value, currency)));
    }
}
