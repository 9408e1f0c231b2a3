package dev.recoup.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.events.EventType;
import dev.recoup.events.Topic;
import dev.recoup.events.actions.ActionKind;
import dev.recoup.testing.Sandbox.Client;
import dev.recoup.testing.Sandbox.Signature;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Clients come to Debitura: one that has signed already, one that must sign, one that must approve the link. */
final class OnboardingChecks {

    static final String SIGNED_IS_READY = "a client that has signed already is ready at once";
    static final String NEW_IS_READY = "once the real form is signed, the client is ready and the action is done";
    static final String KNOWN_IS_LINKED = "once the real form is approved, the client is linked without attribution";
    private static final String ASKED_TO_SIGN = "a client that must sign gets the page to sign on";
    private static final String ASKED_TO_APPROVE = "a client that Debitura knows already gets the page to approve on";

    private final Day day;
    private Optional<JsonNode> signing = Optional.empty();
    private Optional<JsonNode> approval = Optional.empty();

    OnboardingChecks(Day day) {
        this.day = day;
    }

    List<Check> beforeSigning() {
        return List.of(
                new Check(SIGNED_IS_READY, this::aSignedClientIsReady),
                new Check(ASKED_TO_SIGN, this::aNewClientIsAskedToSign),
                new Check(ASKED_TO_APPROVE, this::aKnownClientIsAskedToApprove));
    }

    List<Check> signing() {
        return List.of(
                new Check(NEW_IS_READY, List.of(ASKED_TO_SIGN), this::theNewClientSigns),
                new Check(KNOWN_IS_LINKED, List.of(ASKED_TO_APPROVE), this::theKnownClientApproves));
    }

    private void aSignedClientIsReady() throws Exception {
        String tenant = day.signedClient();
        day.sandbox().seedClient(tenant, "Signed Demo GmbH", tenant + "@example.com", "DE", Signature.SIGNED);
        request(tenant, "Signed Demo GmbH", "DE");
        Expected.soon(
                "the state on " + Topic.CLIENT_STATUS.topicName(),
                () -> "READY " + creditor(tenant),
                () -> status(tenant, "/state") + " " + status(tenant, "/creditorId"));
    }

    private void aNewClientIsAskedToSign() throws Exception {
        String tenant = day.newClient();
        request(tenant, "New Demo Ltd", "GB");
        Expected.soon(
                "the state on " + Topic.CLIENT_STATUS.topicName(),
                () -> "ONBOARDING " + creditor(tenant),
                () -> status(tenant, "/state") + " " + status(tenant, "/creditorId"));
        JsonNode open = openAction(tenant, ActionKind.COMPLETE_ONBOARDING);
        String page = open.at("/url").asText();
        String expected = day.sandbox().client(tenant).orElseThrow().onboardingUrl();
        Expected.same("the page without its return address", expected, page.split("[?&]returnUrl=")[0]);
        signing = Optional.of(open);
    }

    private void theNewClientSigns() throws Exception {
        String tenant = day.newClient();
        JsonNode open = signing.orElseThrow();
        day.sandbox().submitForm(URI.create(open.at("/url").asText()));
        Expected.same(
                "what Debitura says of the signature",
                Optional.of(true),
                day.sandbox().client(tenant).map(Client::onboardingDone));
        Expected.soon("the state on " + Topic.CLIENT_STATUS.topicName(), () -> "READY", () -> status(tenant, "/state"));
        isDone(open);
    }

    private void aKnownClientIsAskedToApprove() throws Exception {
        String tenant = day.knownClient();
        day.sandbox().seedAccount("Known Demo BV", tenant + "@example.com", "NL", Signature.SIGNED);
        request(tenant, "Known Demo BV", "NL");
        Expected.soon(
                "the state on " + Topic.CLIENT_STATUS.topicName(),
                () -> "LINK_PENDING",
                () -> status(tenant, "/state"));
        approval = Optional.of(openAction(tenant, ActionKind.APPROVE_LINK));
        Expected.same("the link at Debitura", Optional.empty(), day.sandbox().client(tenant));
    }

    private void theKnownClientApproves() throws Exception {
        String tenant = day.knownClient();
        JsonNode open = approval.orElseThrow();
        day.sandbox().submitForm(URI.create(open.at("/url").asText()), Map.of("decision", "approve"));
        Expected.same(
                "what Debitura says of the attribution",
                Optional.of(false),
                day.sandbox().client(tenant).map(Client::isAttributedClient));
        Expected.soon(
                "the state on " + Topic.CLIENT_STATUS.topicName(),
                () -> "READY " + creditor(tenant) + " OWN_SUBMISSIONS",
                () -> status(tenant, "/state") + " " + status(tenant, "/creditorId") + " "
                        + status(tenant, "/attribution"));
        isDone(open);
    }

    private JsonNode openAction(String tenant, ActionKind kind) {
        JsonNode open = day.probe()
                .await(
                        Topic.REQUIRED_ACTIONS,
                        record -> record.json().at("/externalTenantId").asText().equals(tenant))
                .json();
        Expected.same(
                "the action",
                kind + " OPEN",
                open.at("/kind").asText() + " " + open.at("/state").asText());
        return open;
    }

    private void isDone(JsonNode open) throws Exception {
        Expected.soon(
                "the action",
                () -> "DONE",
                () -> day.latestText(
                        Topic.REQUIRED_ACTIONS, open.at("/actionId").asText(), "/state"));
    }

    private void request(String tenant, String name, String country) throws Exception {
        ObjectNode request = Day.JSON
                .createObjectNode()
                .put("onboardingRequestId", "onboard-" + tenant)
                .put("environment", "test")
                .put("externalTenantId", tenant)
                .put("returnUrl", "https://platform.example/collections");
        request.putObject("client")
                .put("name", name)
                .put("country", country)
                .put("supportEmail", tenant + "@example.com");
        request.putArray("users").addObject().put("name", "Ada Example").put("email", tenant + "@example.com");
        day.publish(new Day.Publication(
                Topic.ONBOARDING_REQUESTS,
                EventType.ONBOARDING_REQUESTED,
                tenant,
                UUID.randomUUID().toString(),
                request));
    }

    private String creditor(String tenant) {
        return day.sandbox().client(tenant).map(Client::creditorId).orElse("no client at Debitura");
    }

    private String status(String tenant, String field) {
        return day.latestText(Topic.CLIENT_STATUS, tenant, field);
    }
}
