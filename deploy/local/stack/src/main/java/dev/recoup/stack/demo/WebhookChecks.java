package dev.recoup.stack.demo;

import dev.recoup.events.Topic;
import dev.recoup.stack.StackUrls;
import dev.recoup.testing.EventProbe.ProbedRecord;
import dev.recoup.testing.Sandbox.Signature;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What Debitura sends comes in, and nothing else does. */
record WebhookChecks(Day day) {

    List<Check> checks() {
        return List.of(
                new Check("a signed webhook is on Kafka, and Debitura got its 200", this::aSignedWebhookArrives),
                new Check("a webhook with a wrong signature gets 401", this::aWrongSignatureIsRefused),
                new Check(
                        "a signed body that is not JSON is kept with 200, byte for byte",
                        this::aSignedBodyThatIsNotJsonIsKept));
    }

    private void aSignedWebhookArrives() throws Exception {
        String tenant = "demo-webhook-" + UUID.randomUUID();
        day.sandbox().seedClient(tenant, "Webhook Demo ApS", tenant + "@example.com", "DK", Signature.MISSING);
        day.sandbox()
                .submitForm(
                        URI.create(day.sandbox().client(tenant).orElseThrow().onboardingUrl()));
        ProbedRecord record = day.probe()
                .await(
                        Topic.DEBITURA_CLIENT_EVENTS,
                        each -> each.key().equals(tenant)
                                && each.header("ce_debituraevent").equals("client.onboarding.contract_signed"));
        Expected.soon(
                "Debitura's log of the delivery of " + record.header("ce_id"),
                () -> List.of(200),
                () -> day.sandbox().state().deliveries().stream()
                        .filter(delivery -> delivery.eventId().equals(record.header("ce_id")))
                        .map(delivery -> delivery.status())
                        .distinct()
                        .toList());
    }

    private void aWrongSignatureIsRefused() throws Exception {
        byte[] body = "{\"id\":\"forged\",\"event\":\"case.closed\",\"data\":{}}".getBytes(StandardCharsets.UTF_8);
        String otherSecret = Base64.getEncoder().encodeToString("not the secret".getBytes(StandardCharsets.UTF_8));
        Expected.same("the answer", 401, deliver(body, otherSecret).statusCode());
    }

    private void aSignedBodyThatIsNotJsonIsKept() throws Exception {
        String body = "not JSON " + UUID.randomUUID();
        Expected.same(
                "the answer",
                200,
                deliver(body.getBytes(StandardCharsets.UTF_8), day.urls().webhookSecret())
                        .statusCode());
        ProbedRecord record = day.probe()
                .await(Topic.DEBITURA_OTHER_EVENTS, each -> each.text().equals(body));
        Expected.same("the record on " + record.topic(), body, record.text());
    }

    private HttpResponse<String> deliver(byte[] body, String secret) throws Exception {
        String time = Long.toString(Instant.now().getEpochSecond());
        return day.send(
                HttpRequest.newBuilder(URI.create(day.urls().ingest() + "/webhooks/debitura/" + StackUrls.HAND_MADE))
                        .header("Content-Type", "application/json")
                        .header("X-Debitura-Signature", "t=" + time + ",v1=" + signature(time, body, secret))
                        .header("X-Debitura-Timestamp", time)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private static String signature(String time, byte[] body, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256"));
        mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}
