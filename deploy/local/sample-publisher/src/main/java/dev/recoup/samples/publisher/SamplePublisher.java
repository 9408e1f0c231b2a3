package dev.recoup.samples.publisher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes requests as a service of the platform would: it has the schemas and the names of the topics, and no code of
 * Recoup.
 *
 * <p>It reads one request per line from standard input, {@code {"topic", "type", "key", "id", "correlationId",
 * "value"}}, and prints the place of each record once the broker has acknowledged it. {@code id} and
 * {@code correlationId} may be left out. A {@code value} that is a JSON string is sent as that text, so that broken
 * values can be shown too.
 */
public final class SamplePublisher {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Producer<byte[], byte[]> producer;
    private final String environment;

    private SamplePublisher(Producer<byte[], byte[]> producer, String environment) {
        this.producer = producer;
        this.environment = environment;
    }

    /**
     * Publishes what standard input holds and ends.
     *
     * @param arguments the broker's address, for example {@code 127.0.0.1:19092}, and Debitura's environment,
     *     {@code test} or {@code production}
     * @throws IOException when standard input cannot be read
     * @throws InterruptedException when the program is stopped
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 2) {
            System.err.println("Usage: sample-publisher BOOTSTRAP_SERVERS ENVIRONMENT < requests.ndjson");
            System.exit(2);
        }
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(settings(arguments[0]));
                BufferedReader requests =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            var publisher = new SamplePublisher(producer, arguments[1]);
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                System.out.println(publisher.publish(JSON.readTree(line)));
            }
        } catch (ExecutionException refused) {
            System.err.println(
                    "The broker did not take the record: " + refused.getCause().getMessage());
            System.exit(1);
        }
    }

    /** A request counts as published when the broker says so, never before. */
    private String publish(JsonNode request) throws ExecutionException, InterruptedException {
        String id = request.path("id").asText(UUID.randomUUID().toString());
        var record = new ProducerRecord<>(
                request.required("topic").asText(),
                bytes(request.required("key").asText()),
                value(request));
        Map<String, String> headers = Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                id,
                "ce_type",
                request.required("type").asText(),
                "ce_source",
                "/platform/invoicing",
                "ce_time",
                Instant.now().toString(),
                "ce_environment",
                environment,
                "ce_correlationid",
                request.path("correlationId").asText(id),
                "content-type",
                "application/json");
        headers.forEach((name, text) -> record.headers().add(name, bytes(text)));
        RecordMetadata place = producer.send(record).get();
        return place.topic() + "-" + place.partition() + "@" + place.offset();
    }

    private static byte[] value(JsonNode request) {
        JsonNode value = request.required("value");
        return bytes(value.isTextual() ? value.asText() : value.toString());
    }

    private static Properties settings(String bootstrapServers) {
        var settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "sample-publisher");
        return settings;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
