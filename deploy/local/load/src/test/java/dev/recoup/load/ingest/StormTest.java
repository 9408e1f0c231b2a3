package dev.recoup.load.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.load.ingest.OddDelivery.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StormTest {

    private static final String PATH = "/webhooks/debitura/bench";
    private static final byte[] SECRET = "secret".getBytes(UTF_8);
    private static final int REQUESTS = 32 * 4 * 10;

    /** The first ten signed ones of each sender are to be kept; of its first thirty others, three have no end. */
    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 200 OK,                    320,   0,   0, 960",
        "HTTP/1.1 400 Bad Request,             0, 960,   0, 320",
        "HTTP/7.7 400 Bad Request,             0, 960,   0, 320",
        "HTTP/1.1 410 Gone,                    0,   0,   0, 1280",
        "HTTP/1.1 500 Internal Server Error,   0,   0,   0, 1280",
        "HTTP/1.1 503 Service Unavailable,     0,   0,   0, 1280",
        "'',                                   0,   0,  96, 1184"
    })
    void an_answer_counts_by_what_was_to_be_expected(
            String statusLine, long kept, long refused, long closed, long wrong) throws IOException {
        Storm storm;
        try (ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> answerAll(server, statusLine));
            storm = new Storm(URI.create("http://127.0.0.1:" + server.getLocalPort()), PATH, SECRET);
            storm.blow(REQUESTS);
        }

        assertThat(storm.kept()).isEqualTo(kept);
        assertThat(storm.refused()).isEqualTo(refused);
        assertThat(storm.closed()).isEqualTo(closed);
        assertThat(storm.wrong()).isEqualTo(wrong);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"COMPRESSED_AFTER_SIGNING", "CHUNKED"},
            mode = EnumSource.Mode.EXCLUDE)
    void what_is_sent_is_what_was_signed(Kind kind) throws Exception {
        Set<String> bodies = new HashSet<>();
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            byte[] bytes =
                    OddDelivery.of(kind, PATH, new Signer(SECRET), random).bytes();
            byte[] body = body(bytes);
            bodies.add(new String(body, ISO_8859_1));

            assertThat(signature(bytes)).isEqualTo(hmac(bytes, body));
        }

        assertThat(bodies).hasSize(20);
    }

    @Test
    void what_is_compressed_after_signing_is_not_what_was_signed() throws Exception {
        byte[] bytes = OddDelivery.of(Kind.COMPRESSED_AFTER_SIGNING, PATH, new Signer(SECRET), new Random(1))
                .bytes();

        assertThat(signature(bytes)).isNotEqualTo(hmac(bytes, body(bytes)));
    }

    @Test
    void chunks_put_together_are_what_was_signed() throws Exception {
        byte[] bytes = OddDelivery.of(Kind.CHUNKED, PATH, new Signer(SECRET), new Random(1))
                .bytes();

        assertThat(signature(bytes)).isEqualTo(hmac(bytes, putTogether(body(bytes))));
    }

    /** Answers every request with the same line, and one that is empty with the end of the connection. */
    private static void answerAll(ServerSocket server, String statusLine) {
        try {
            while (true) {
                Socket taken = server.accept();
                Thread.ofVirtual().start(() -> answer(taken, statusLine));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private static void answer(Socket taken, String statusLine) {
        try (taken) {
            if (!statusLine.isEmpty()) {
                taken.getOutputStream().write((statusLine + "\r\n\r\n").getBytes(UTF_8));
            }
            taken.shutdownOutput();
            taken.getInputStream().readAllBytes();
        } catch (IOException hungUp) {
            // it has read as much of the answer as it wants
        }
    }

    private static byte[] putTogether(byte[] chunked) throws IOException {
        var in = new ByteArrayInputStream(chunked);
        var body = new ByteArrayOutputStream();
        for (int size = size(in); size > 0; size = size(in)) {
            body.writeBytes(in.readNBytes(size));
            in.skipNBytes(2);
        }
        return body.toByteArray();
    }

    private static int size(ByteArrayInputStream in) {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return Integer.parseInt(line.toString().strip(), 16);
    }

    /** What stands behind the head; of a body in one chunk too short, what is there of the chunk. */
    private static byte[] body(byte[] message) {
        String text = new String(message, ISO_8859_1);
        int start = text.indexOf("\r\n\r\n") + 4;
        if (text.contains("chunked") && !text.endsWith("0\r\n\r\n")) {
            start = text.indexOf("\r\n", start) + 2;
        }
        return Arrays.copyOfRange(message, start, message.length);
    }

    private static String signature(byte[] message) {
        return header(message, "v1=([0-9a-f]{64})\r\n");
    }

    private static String hmac(byte[] message, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        mac.update((header(message, "X-Debitura-Signature: t=(\\d+),") + '.').getBytes(UTF_8));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }

    private static String header(byte[] message, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(new String(message, ISO_8859_1));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
