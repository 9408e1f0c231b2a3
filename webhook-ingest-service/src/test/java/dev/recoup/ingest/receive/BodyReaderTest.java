package dev.recoup.ingest.receive;

import static dev.recoup.ingest.WebhookSender.anyId;
import static dev.recoup.ingest.WebhookSender.envelope;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.ingest.WebhookSender;
import dev.recoup.testing.RecoupTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

/** Callers whom nobody knows yet, with bodies as large as they may be. */
@RecoupTest(service = "webhook-ingest-service")
class BodyReaderTest {

    private static final int ANNOUNCED = 760_000;
    private static final int SENT = 700_000;

    private final WebhookSender live = new WebhookSender(WebhookSender.LIVE);
    private final List<Socket> callers = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Socket caller : callers) {
            caller.close();
        }
        callers.clear();
    }

    @RepeatedTest(3)
    void large_bodies_of_unknown_callers_fill_no_more_than_their_room_and_usual_ones_pass_by() throws IOException {
        for (int i = 0; i < 50; i++) {
            beginLargeBody();
        }
        // 24 MB hold 36 of them, also after others were turned away
        await().until(() -> turnedAway() >= 14);

        assertThat(live.send(envelope(anyId(), "case.updated", "{}")).statusCode())
                .isEqualTo(200);
        assertThat(turnedAway()).isLessThan(50);
        // those that came at the same time may have turned each other away and left some room
        await().until(() -> {
            beginLargeBody();
            return sendLarge() == 503;
        });

        hangUp();

        await().until(() -> sendLarge() == 200);
    }

    private int sendLarge() {
        return live.send(envelope(anyId(), "case.updated", "\"" + "x".repeat(SENT) + "\""))
                .statusCode();
    }

    private void beginLargeBody() throws IOException {
        URI url = WebhookSender.url("/webhooks/debitura/" + WebhookSender.LIVE);
        Socket caller = new Socket(url.getHost(), url.getPort());
        callers.add(caller);
        String head = "POST " + url.getPath() + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + ANNOUNCED
                + "\r\nX-Debitura-Signature: t=" + Instant.now().getEpochSecond() + ",v1=" + "0".repeat(64)
                + "\r\n\r\n";
        try {
            caller.getOutputStream().write(head.getBytes(US_ASCII));
            caller.getOutputStream().write(new byte[SENT]);
        } catch (IOException turnedAwayMeanwhile) {
            assertThat(callers).hasSizeGreaterThan(20);
        }
    }

    private long turnedAway() {
        return callers.stream().filter(BodyReaderTest::hasAnswer).count();
    }

    private static boolean hasAnswer(Socket caller) {
        try {
            return caller.getInputStream().available() > 0;
        } catch (IOException closedByTheService) {
            return true;
        }
    }
}
