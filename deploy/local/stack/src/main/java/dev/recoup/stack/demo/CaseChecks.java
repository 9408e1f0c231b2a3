package dev.recoup.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.events.EventType;
import dev.recoup.events.Topic;
import dev.recoup.testing.EventProbe.ProbedRecord;
import dev.recoup.testing.Sandbox.CollectionCase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/** Claims become cases, each once, and are followed to their end. */
final class CaseChecks {

    static final String PAID = "a case paid in full is closed as paid, though its webhooks came twice";
    private static final String WAITS = "a case request waits for its client, and nothing is sent";
    private static final String WAITED = "the request that waited is a case now, by itself";
    private static final String ONCE = "a case request published three times is one case";
    private static final String FOLLOWED = "cases are followed as they move on";
    private static final String GROUP = "case-service";

    private final Day day;
    private final String early = "demo-early-" + UUID.randomUUID();
    private final String twice = "demo-twice-" + UUID.randomUUID();
    private final String invalid = "demo-invalid-" + UUID.randomUUID();

    CaseChecks(Day day) {
        this.day = day;
    }

    List<Check> beforeSigning() {
        return List.of(new Check(WAITS, this::anEarlyRequestWaits));
    }

    List<Check> afterSigning() {
        return List.of(
                new Check(WAITED, List.of(WAITS, OnboardingChecks.NEW_IS_READY), this::theEarlyRequestIsACase),
                new Check(ONCE, List.of(OnboardingChecks.SIGNED_IS_READY, WAITS), this::aRepeatedRequestIsOneCase),
                new Check(
                        "an invalid case request is refused with every reason by field",
                        List.of(WAITS),
                        this::anInvalidOneIsRefused),
                new Check(
                        "an unreadable case request is a dead letter, byte for byte",
                        List.of(WAITS),
                        this::anUnreadableOneIsKept),
                new Check(FOLLOWED, List.of(WAITED, ONCE), this::casesAreFollowed),
                new Check(PAID, List.of(FOLLOWED), this::aCaseIsPaid),
                new Check("the status topic shows each request's end", List.of(PAID), this::eachRequestHasItsEnd));
    }

    private void anEarlyRequestWaits() throws Exception {
        publish(day.newClient(), early, UUID.randomUUID().toString(), claim(early, "1875.40"));
        Expected.soon("the state", () -> "WAITING_FOR_CLIENT", () -> status(early, "/state"));
        Expected.same("cases at Debitura", List.of(), day.sandbox().casesOf(day.newClient()));
    }

    private void theEarlyRequestIsACase() throws Exception {
        Expected.soon("the state and id of the case", () -> stateAndIds("OPEN", day.newClient()), () -> seen(early));
    }

    private void aRepeatedRequestIsOneCase() throws Exception {
        ObjectNode claim = claim(twice, "640.00");
        String eventId = UUID.randomUUID().toString();
        publish(day.signedClient(), twice, eventId, claim);
        publish(day.signedClient(), twice, eventId, claim);
        publish(day.signedClient(), twice, UUID.randomUUID().toString(), claim);
        Expected.soon("the state and id of the case", () -> stateAndIds("OPEN", day.signedClient()), () -> seen(twice));
        Expected.same(
                "cases at Debitura",
                1,
                day.sandbox().casesOf(day.signedClient()).size());
    }

    private void anInvalidOneIsRefused() throws Exception {
        ObjectNode claim = claim(invalid, "0");
        claim.put("date", LocalDate.now().plusDays(3).toString());
        claim.put("currencyCode", "ABC");
        publish(day.signedClient(), invalid, UUID.randomUUID().toString(), claim);
        Expected.soon("the state", () -> "REFUSED", () -> status(invalid, "/state"));
        TreeSet<String> reasons = new TreeSet<>();
        day.latest(Topic.CASE_STATUS, invalid)
                .orElseThrow()
                .at("/refusals")
                .forEach(refusal -> reasons.add(refusal.at("/field").asText() + " "
                        + refusal.at("/code").asText()));
        Expected.same(
                "the reasons",
                List.of(
                        "/claim/amountToRecover AMOUNT_NOT_POSITIVE",
                        "/claim/currencyCode CURRENCY_UNKNOWN",
                        "/claim/date DATE_IN_FUTURE",
                        "/claim/dueDate DUE_DATE_BEFORE_DATE"),
                List.copyOf(reasons));
    }

    private void anUnreadableOneIsKept() throws Exception {
        String broken = "{\"caseRequestId\": broken " + UUID.randomUUID();
        day.publish(
                Topic.CASE_REQUESTS,
                EventType.CASE_REQUESTED,
                day.signedClient(),
                UUID.randomUUID().toString(),
                Day.JSON.getNodeFactory().textNode(broken));
        ProbedRecord dead = day.probe().await(Topic.CASE_REQUESTS.deadLetterName(GROUP), record -> record.text()
                .equals(broken));
        Expected.same("the dead letter", day.signedClient() + " " + broken, dead.key() + " " + dead.text());
    }

    private void casesAreFollowed() throws Exception {
        for (String request : List.of(early, twice)) {
            day.sandbox().moveCase(caseOf(request).id(), "Active");
            Expected.soon("the lifecycle", () -> caseOf(request).lifecycle(), () -> status(request, "/lifecycle"));
        }
    }

    private void aCaseIsPaid() throws Exception {
        CollectionCase paid = caseOf(twice);
        day.sandbox().pay(paid.id(), paid.grossAmount());
        Expected.soon("the state", () -> "CLOSED", () -> status(twice, "/state"));
        day.sandbox().state().deliveries().stream()
                .filter(delivery -> delivery.event().equals("case.closed"))
                .map(delivery -> delivery.eventId())
                .distinct()
                .forEach(day.sandbox()::redeliver);
        CollectionCase closed = caseOf(twice);
        Expected.same("what Debitura says is still owed", 0, closed.remainder().compareTo(BigDecimal.ZERO));
        Expected.soon(
                "outcome, paid and remainder",
                () -> closed.closeCode() + " " + closed.grossAmount().setScale(2) + " "
                        + closed.remainder().setScale(2),
                () -> status(twice, "/closeCode") + " " + status(twice, "/paid/amount") + " "
                        + status(twice, "/remainder/amount"));
        Expected.same("the outcome", "RECOVERED", status(twice, "/outcome"));
    }

    private void eachRequestHasItsEnd() {
        Expected.same(
                "the states of the three requests",
                List.of("OPEN", "CLOSED", "REFUSED"),
                List.of(status(early, "/state"), status(twice, "/state"), status(invalid, "/state")));
    }

    private CollectionCase caseOf(String request) {
        String caseId = status(request, "/caseId");
        return day.sandbox().state().cases().stream()
                .filter(each -> each.id().equals(caseId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Debitura has no case of " + request));
    }

    private Object stateAndIds(String state, String tenant) {
        return state + " "
                + day.sandbox().casesOf(tenant).stream().map(CollectionCase::id).toList();
    }

    private Object seen(String request) {
        return status(request, "/state") + " " + List.of(status(request, "/caseId"));
    }

    private String status(String request, String field) {
        return day.latestText(Topic.CASE_STATUS, request, field);
    }

    private void publish(String tenant, String requestId, String eventId, JsonNode claim) throws Exception {
        ObjectNode request = Day.JSON
                .createObjectNode()
                .put("caseRequestId", requestId)
                .put("environment", "test")
                .put("externalTenantId", tenant)
                .put("isTest", false);
        request.set("claim", claim);
        request.putObject("confirmation")
                .put("by", "user-17")
                .put("at", "2026-03-01T09:30:00Z")
                .put("successFeePercentage", "12.5");
        day.publish(Topic.CASE_REQUESTS, EventType.CASE_REQUESTED, tenant, eventId, request);
    }

    private static ObjectNode claim(String reference, String amount) {
        ObjectNode claim = Day.JSON
                .createObjectNode()
                .put("currencyCode", "EUR")
                .put("amountToRecover", amount)
                .put("date", "2026-01-10")
                .put("dueDate", "2026-02-09")
                .put("creditorReference", reference);
        claim.putObject("debtor")
                .put("type", "Company")
                .put("name", "Mistral Exemple SARL")
                .put("contactPerson", "Lou Exemple")
                .put("address", "4 rue des Tests")
                .put("zipCode", "69001")
                .put("city", "Lyon")
                .put("countryAlpha2", "FR")
                .put("email", "compta@mistral.example");
        return claim;
    }
}
