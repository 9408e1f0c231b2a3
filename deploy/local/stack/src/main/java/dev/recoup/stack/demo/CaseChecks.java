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

    static final String PART_PAID = "a payment in part shows in the balance with the case's next step";
    static final String PAID = "a case paid in full is closed as paid, though its webhooks came twice";
    private static final String WAITS = "a case request waits for its client, and nothing is sent";
    private static final String WAITED = "the request that waited is a case now, by itself";
    private static final String ONCE = "a case request published three times is one case";
    private static final String FOLLOWED = "cases are followed as they move on";
    private static final String LINKED_HAS_CASE = "a client that approved its link has a case through the platform";
    private static final String TROUBLED =
            "a case request stays on its way while Debitura answers 500 and then nothing";
    private static final String GROUP = "case-service";

    private static final String SUBMIT = "createCase";
    private static final BigDecimal PART = new BigDecimal("875.40");

    private final Day day;
    private int submissionsBefore;
    private final String early = "demo-early-" + UUID.randomUUID();
    private final String twice = "demo-twice-" + UUID.randomUUID();
    private final String linked = "demo-linked-" + UUID.randomUUID();
    private final String troubled = "demo-troubled-" + UUID.randomUUID();
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
                new Check(
                        LINKED_HAS_CASE, List.of(OnboardingChecks.KNOWN_IS_LINKED, WAITS), this::aLinkedClientHasACase),
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
                new Check(PART_PAID, List.of(FOLLOWED), this::aCaseIsPaidInPart),
                new Check(PAID, List.of(FOLLOWED), this::aCaseIsPaid),
                new Check("the status topic shows each request's end", List.of(PAID), this::eachRequestHasItsEnd),
                new Check(TROUBLED, List.of(LINKED_HAS_CASE), this::aRequestMeetsTrouble));
    }

    List<Check> afterTrouble() {
        return List.of(new Check(
                "once Debitura is back, it is one case, and its request went out more than once",
                List.of(TROUBLED),
                this::theTroubledRequestIsOneCase));
    }

    private void anEarlyRequestWaits() throws Exception {
        day.publish(
                request(day.newClient(), early, claim(early, "1875.40")),
                request(day.knownClient(), linked, claim(linked, "920.00")));
        Expected.soon("the state", () -> "WAITING_FOR_CLIENT", () -> status(early, "/state"));
        Expected.soon("the state", () -> "WAITING_FOR_CLIENT", () -> status(linked, "/state"));
        Expected.same("cases at Debitura", List.of(), day.sandbox().casesOf(day.newClient()));
    }

    private void theEarlyRequestIsACase() throws Exception {
        Expected.soon("the state and id of the case", () -> stateAndIds("OPEN", day.newClient()), () -> seen(early));
    }

    private void aRepeatedRequestIsOneCase() throws Exception {
        ObjectNode claim = claim(twice, "640.00");
        Day.Publication first = request(day.signedClient(), twice, claim);
        day.publish(first, first, request(day.signedClient(), twice, claim));
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
        day.publish(request(day.signedClient(), invalid, claim));
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
        day.publish(publication(day.signedClient(), Day.JSON.getNodeFactory().textNode(broken)));
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

    private void aCaseIsPaidInPart() throws Exception {
        day.sandbox().pay(caseOf(early).id(), PART);
        day.sandbox().moveCase(caseOf(early).id(), "Paused");
        CollectionCase open = caseOf(early);
        Expected.same("what Debitura says is still owed", open.grossAmount().subtract(PART), open.remainder());
        Expected.soon(
                "the balance that case-service shows",
                () -> "Paused " + PART + " paid, " + open.remainder() + " open",
                () -> balance(early));
    }

    private Object balance(String request) throws Exception {
        JsonNode shown = day.get(day.urls().cases(), "/v1/cases/" + request, "collections-read");
        return shown.at("/lifecycle").asText() + " " + shown.at("/paid/amount").asText() + " paid, "
                + shown.at("/remainder/amount").asText() + " open";
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

    private void aLinkedClientHasACase() throws Exception {
        Expected.soon("the state and id of the case", () -> stateAndIds("OPEN", day.knownClient()), () -> seen(linked));
        Expected.same("how it came to Debitura", "partner-token", caseOf(linked).via());
    }

    /** The first call fails; the second creates the case, but its answer never comes. */
    private void aRequestMeetsTrouble() throws Exception {
        int before = submissions();
        day.sandbox().failWith(SUBMIT, 1, 500);
        day.sandbox().loseAnswer(SUBMIT, 1);
        day.publish(request(day.knownClient(), troubled, claim(troubled, "310.00")));
        Expected.soon("calls to submit", () -> before + 1, this::submissions);
        Expected.soon("the state", () -> "SUBMITTING", () -> status(troubled, "/state"));
        Expected.same("cases of it", List.of(), referring(troubled));
        submissionsBefore = before;
    }

    private void theTroubledRequestIsOneCase() throws Exception {
        Expected.soon(
                "the state and ids of the case",
                () -> "OPEN " + referring(troubled),
                () -> status(troubled, "/state") + " " + List.of(status(troubled, "/caseId")));
        Expected.same("calls to submit it", 2, submissions() - submissionsBefore);
    }

    private int submissions() {
        return day.sandbox().state().requests().getOrDefault(SUBMIT, 0);
    }

    private List<String> referring(String reference) {
        return day.sandbox().state().cases().stream()
                .filter(each -> reference.equals(each.creditorReference()))
                .map(CollectionCase::id)
                .toList();
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

    private static Day.Publication request(String tenant, String requestId, JsonNode claim) {
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
        return publication(tenant, request);
    }

    private static Day.Publication publication(String tenant, JsonNode value) {
        return new Day.Publication(
                Topic.CASE_REQUESTS,
                EventType.CASE_REQUESTED,
                tenant,
                UUID.randomUUID().toString(),
                value);
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
