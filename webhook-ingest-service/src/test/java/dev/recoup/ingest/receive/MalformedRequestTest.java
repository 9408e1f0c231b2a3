package dev.recoup.ingest.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.ingest.WebhookSender;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.malformed.MalformedRequest;
import dev.recoup.testing.malformed.MalformedRequest.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@RecoupTest(service = "webhook-ingest-service")
class MalformedRequestTest {

    private static final int EACH = 60;

    private final WebhookSender live = new WebhookSender(WebhookSender.LIVE);

    @ParameterizedTest
    @EnumSource
    void what_is_malformed_is_answered_4xx_and_costs_the_next_one_nothing(Kind kind) throws IOException {
        Random random = new Random(kind.ordinal());
        for (int i = 0; i < EACH; i++) {
            MalformedRequest request = MalformedRequest.of(kind, "/webhooks/debitura/" + WebhookSender.LIVE, random);
            String answer = answer(request);
            if (!(kind.hasNoEnd() && answer.isEmpty())) {
                assertThat(answer)
                        .as(kind + " number " + i)
                        .matches("(?s)HTTP/\\d\\.\\d 4\\d\\d .*")
                        .doesNotMatch("(?s)HTTP/\\d\\.\\d 410 .*");
            }
        }

        assertThat(live.send(WebhookSender.envelope(WebhookSender.anyId(), "case.updated", "{\"caseId\":\"c\"}"))
                        .statusCode())
                .isEqualTo(200);
    }

    /** Sends the request, says that nothing more will come, and reads what is answered before the connection ends. */
    private static String answer(MalformedRequest request) throws IOException {
        var url = WebhookSender.url("/");
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), 5_000);
            socket.setSoTimeout(15_000);
            try {
                socket.getOutputStream().write(request.bytes());
                socket.shutdownOutput();
            } catch (SocketException turnedAwayWhileSending) {
                // what was answered may still be there to read
            }
            return read(socket.getInputStream());
        }
    }

    private static String read(InputStream answers) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] part = new byte[4096];
        try {
            for (int length = answers.read(part); length >= 0; length = answers.read(part)) {
                answer.write(part, 0, length);
            }
        } catch (SocketException reset) {
            // the receiver closed before it had read everything
        }
        return answer.toString(UTF_8);
    }
}
