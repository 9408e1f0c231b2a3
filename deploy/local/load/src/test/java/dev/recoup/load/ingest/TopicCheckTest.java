package dev.recoup.load.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.load.http.Request;
import dev.recoup.testing.infra.KafkaBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TopicCheckTest {

    private static final String TOPIC = "checked";
    private static final byte[] SECRET = "secret".getBytes(UTF_8);

    private final SignedEvents events = new SignedEvents("0badcafe", "/webhooks/debitura/bench", SECRET, 2, 1);

    @Test
    void an_accepted_event_that_is_not_in_the_topic_is_lost_and_one_with_two_identities_is_duplicated() {
        List<String> ids = accepted(6);
        events.answered(events.next().orElseThrow(), 503, new byte[0]);
        try (KafkaBroker broker = KafkaBroker.start()) {
            broker.createTopic(TOPIC, 1, Map.of("message.timestamp.type", "LogAppendTime"));
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                send(producer, ids.get(0));
                send(producer, ids.get(1));
                send(producer, ids.get(1));
                send(producer, ids.get(2));
                producer.send(record(ids.get(2), new RecordHeader("ce_replayid", "again".getBytes(UTF_8))));
                send(producer, ids.get(5));
                send(producer, ids.get(3));
                send(producer, "somebody-elses-event");
            }

            TopicCheck.Result result = TopicCheck.run(broker.bootstrapServers(), TOPIC, events, Duration.ofSeconds(4));

            assertThat(result.found()).isEqualTo(5);
            assertThat(result.lost()).isEqualTo(1);
            assertThat(result.seenAgain()).isEqualTo(2);
            assertThat(result.duplicated()).isEqualTo(1);
            assertThat(events.failed()).isEqualTo(1);
            assertThat(result.wayMillis().getTotalCount()).isEqualTo(5);
            assertThat(result.overtaken()).isEqualTo(1);
        }
    }

    @Test
    void events_are_signed_as_debitura_signs_them() throws Exception {
        Request request = events.next().orElseThrow();
        String message = new String(request.bytes(), UTF_8);
        String body = message.substring(message.indexOf("\r\n\r\n") + 4);
        Matcher signature = Pattern.compile("X-Debitura-Signature: t=(\\d+),v1=([0-9a-f]{64})\r\n")
                .matcher(message);
        assertThat(signature.find()).isTrue();

        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        byte[] expected = mac.doFinal((signature.group(1) + '.' + body).getBytes(UTF_8));

        assertThat(signature.group(2)).isEqualTo(HexFormat.of().formatHex(expected));
        assertThat(body).hasSize(1024).startsWith("{\"id\":\"0badcafe-").endsWith("\"links\":{}}");
    }

    private List<String> accepted(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Request request = events.next().orElseThrow();
            events.answered(request, 200, new byte[0]);
            Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(new String(request.bytes(), UTF_8));
            assertThat(id.find()).isTrue();
            ids.add(id.group(1));
        }
        return ids;
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String id) {
        producer.send(record(id));
    }

    private static ProducerRecord<byte[], byte[]> record(String id, Header... more) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(TOPIC, id.getBytes(UTF_8), new byte[1]);
        record.headers().add("ce_id", id.getBytes(UTF_8));
        for (Header header : more) {
            record.headers().add(header);
        }
        return record;
    }
}
