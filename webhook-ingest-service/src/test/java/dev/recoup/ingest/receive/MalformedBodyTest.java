package dev.recoup.ingest.receive;

import static dev.recoup.ingest.WebhookSender.anyId;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recoup.events.Topic;
import dev.recoup.ingest.WebhookSender;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.EventProbe.ProbedRecord;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Tokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Behind a good signature nothing is refused for what it is: it is kept as it came, and goes where it can be read. */
@RecoupTest(service = "webhook-ingest-service")
class MalformedBodyTest {

    private final WebhookSender live = new WebhookSender(WebhookSender.LIVE);

    EventProbe probe;
    Tokens tokens;

    /**
     * A body for one test.
     *
     * @param what is odd about it
     * @param id that stands in it
     * @param bytes what is sent
     */
    record Body(String what, String id, byte[] bytes) {

        static Body that(String what, Function<String, byte[]> bytes) {
            String id = anyId();
            return new Body(what, id, bytes.apply(id));
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Body> readable() {
        return Stream.of(
                Body.that("is nested 900 deep", id -> with(id, "\"x\":" + "[".repeat(900) + "]".repeat(900))),
                Body.that("has a number of 300 digits", id -> with(id, "\"x\":" + "9".repeat(300))),
                Body.that("has a fraction of 300 digits", id -> with(id, "\"x\":-0." + "9".repeat(300) + "e-300")),
                Body.that("has an exponent of 9 digits", id -> with(id, "\"x\":1e999999999")),
                Body.that("has half a letter in a text", id -> with(id, "\"data\":{\"reference\":\"\\ud800\"}")),
                Body.that("has a byte order mark", id -> utf8("\ufeff" + text(id, "\"x\":1"))),
                Body.that("has a key of 1,000 letters", id -> with(id, "\"" + "k".repeat(1_000) + "\":1")));
    }

    static Stream<Body> unreadable() {
        return Stream.of(
                Body.that(
                        "has 10,000 lists in each other",
                        id -> with(id, "\"x\":" + "[".repeat(10_000) + "]".repeat(10_000))),
                Body.that(
                        "has 10,000 objects in each other",
                        id -> with(id, "\"x\":" + "{\"x\":".repeat(10_000) + "1" + "}".repeat(10_000))),
                Body.that("is cut short", id -> withoutTheLastByte(with(id, "\"x\":[1,2]"))),
                Body.that("is cut short within a letter", id -> withoutTheLastByte(utf8("{\"id\":\"" + id + "\u00e6"))),
                Body.that("has half a letter in a name", id -> with(id, "\"\\udc00\":1")),
                Body.that("has two ids", id -> with(id, "\"id\":\"" + anyId() + "\"")),
                Body.that("has a number of 100,000 digits", id -> with(id, "\"x\":" + "9".repeat(100_000))),
                Body.that("has a key of 1,100 letters", id -> with(id, "\"" + "k".repeat(1_100) + "\":1")),
                Body.that("has a key of 700,000 letters", id -> with(id, "\"" + "k".repeat(700_000) + "\":1")),
                Body.that("has a second value behind it", id -> utf8(text(id, "\"x\":1") + "{}")),
                Body.that(
                        "is no UTF-8", id -> text(id, "\"x\":\"\u00e6r\u00f8\"").getBytes(ISO_8859_1)));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void what_can_be_read_goes_to_its_own_topic_however_odd_it_is(Body odd) throws Exception {
        assertThat(live.send(odd.bytes()).statusCode()).isEqualTo(200);

        ProbedRecord record = keptIn(Topic.DEBITURA_CASE_EVENTS, odd.bytes());
        assertThat(record.header("ce_id")).isEqualTo(odd.id()).isEqualTo(record.key());
        assertThat(record.header("ce_type")).isEqualTo("com.debitura.case.updated");
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void what_cannot_be_read_goes_to_the_others_under_an_id_of_its_bytes(Body broken) throws Exception {
        assertThat(live.send(broken.bytes()).statusCode()).isEqualTo(200);

        ProbedRecord record = keptIn(Topic.DEBITURA_OTHER_EVENTS, broken.bytes());
        assertThat(record.header("ce_id")).isNotEqualTo(broken.id()).isEqualTo(record.key());
        assertThat(record.header("ce_type")).isEqualTo("com.debitura.other");
    }

    @Test
    void a_body_in_chunks_is_put_together() throws Exception {
        String id = anyId();
        byte[] body = with(id, "\"x\":\"\u00c6r\u00f8\"");
        List<byte[]> chunks = IntStream.range(0, body.length)
                .mapToObj(at -> new byte[] {body[at]})
                .toList();

        assertThat(send(BodyPublishers.ofByteArrays(chunks), body).statusCode()).isEqualTo(200);

        assertThat(keptIn(Topic.DEBITURA_CASE_EVENTS, body).header("ce_id")).isEqualTo(id);
    }

    @Test
    void a_compressed_body_is_kept_as_it_was_signed() throws Exception {
        String id = anyId();
        byte[] packed = gzip(with(id, "\"x\":1"));

        assertThat(live.send(packed, "Content-Encoding", "gzip").statusCode()).isEqualTo(200);

        assertThat(keptIn(Topic.DEBITURA_OTHER_EVENTS, packed).header("ce_id")).isNotEqualTo(id);
    }

    @Test
    void a_body_that_was_compressed_after_it_was_signed_is_not_what_was_signed() throws Exception {
        byte[] plain = with(anyId(), "\"x\":1");

        assertThat(live.send(gzip(plain), live.signature(plain), new String[] {"Content-Encoding", "gzip"})
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_body_that_only_claims_to_be_compressed_is_read_as_it_is() throws Exception {
        String id = anyId();
        byte[] body = with(id, "\"x\":1");

        assertThat(live.send(body, "Content-Encoding", "gzip").statusCode()).isEqualTo(200);

        assertThat(keptIn(Topic.DEBITURA_CASE_EVENTS, body).header("ce_id")).isEqualTo(id);
    }

    private HttpResponse<String> send(HttpRequest.BodyPublisher content, byte[] signed) {
        return WebhookSender.exchange(
                HttpRequest.newBuilder(WebhookSender.url("/webhooks/debitura/" + WebhookSender.LIVE))
                        .header("X-Debitura-Signature", live.signature(signed))
                        .POST(content)
                        .build());
    }

    /** Looks for the very bytes in the topic and in the journal. */
    private ProbedRecord keptIn(Topic topic, byte[] body) throws IOException {
        List<ProbedRecord> records = probe.await(topic.topicName(), 1, record -> Arrays.equals(record.value(), body));
        assertThat(records).hasSize(1);
        ProbedRecord record = records.getFirst();
        JsonNode entries = new JsonMapper()
                .readTree(WebhookSender.exchange(
                                HttpRequest.newBuilder(WebhookSender.url("/v1/events/" + record.header("ce_id")))
                                        .header("Authorization", tokens.bearer("support"))
                                        .build())
                        .body());
        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).get("topic").asText()).isEqualTo(topic.topicName());
        assertThat(Base64.getDecoder().decode(entries.get(0).get("bodyBase64").asText()))
                .isEqualTo(body);
        return record;
    }

    private static byte[] with(String id, String members) {
        return utf8(text(id, members));
    }

    private static String text(String id, String members) {
        return "{\"id\":\"" + id + "\",\"event\":\"case.updated\"," + members + "}";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] withoutTheLastByte(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length - 1);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }
}
