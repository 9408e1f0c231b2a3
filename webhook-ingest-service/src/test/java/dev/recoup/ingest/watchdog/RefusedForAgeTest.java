package dev.recoup.ingest.watchdog;

import static dev.recoup.ingest.WebhookSender.anyId;
import static dev.recoup.ingest.WebhookSender.envelope;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.ingest.WebhookSender;
import dev.recoup.ingest.watchdog.SignatureAges.Comparison;
import dev.recoup.testing.RecoupTest;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RecoupTest(service = "webhook-ingest-service")
class RefusedForAgeTest {

    private final WebhookSender live = new WebhookSender(WebhookSender.LIVE);

    @Inject
    MeterRegistry meters;

    @Inject
    SignatureAges ages;

    @ParameterizedTest
    @CsvSource({
        "-310, signature_too_old, The signature's timestamp is too old.",
        "90, signature_in_future, The signature's timestamp lies in the future."
    })
    void a_good_signature_of_another_time_is_refused_counted_and_held_against_the_clock(
            long seconds, String reason, String detail) {
        double before = refused(reason);
        double goodBefore = goodOnes();

        HttpResponse<String> answer = send(seconds);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains(detail);
        assertThat(refused(reason)).isEqualTo(before + 1);
        assertThat(goodOnes()).isEqualTo(goodBefore);
        // the service compares by itself once a minute, which may come between
        await().until(() -> {
            ages.compare();
            send(seconds);
            return ages.compare() == Comparison.ALL_REFUSED;
        });
    }

    private HttpResponse<String> send(long seconds) {
        byte[] body = envelope(anyId(), "case.updated", "{\"caseId\":\"c\"}").getBytes(UTF_8);
        String signature = live.signer().header(Instant.now().getEpochSecond() + seconds, body);
        return live.send(body, signature, new String[0]);
    }

    private double refused(String reason) {
        return meters.get("recoup.ingest.refused")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private double goodOnes() {
        return meters.get("recoup.ingest.signature-age").summary().count();
    }
}
