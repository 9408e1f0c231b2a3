package dev.recoup.contenders;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends a delivery straight to Kafka and answers when it is acknowledged. It verifies nothing, remembers nothing, and
 * accepts nothing while Kafka is away.
 */
@Singleton
final class Forward {

    private final Producer<byte[], byte[]> producer;
    private final String topic;

    @Inject
    Forward(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "contenders.topic") String topic,
            @ConfigProperty(name = "contenders.linger-ms") int lingerMs) {
        Map<String, Object> configuration = new HashMap<>(broker);
        configuration.keySet().retainAll(ProducerConfig.configNames());
        configuration.put(ProducerConfig.ACKS_CONFIG, "all");
        configuration.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, lingerMs);
        this.producer = new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = topic;
    }

    void register(@Observes Router router) {
        router.post("/forward/:subscription").handler(context -> forward(context.request()));
    }

    void stop(@Observes ShutdownEvent stopping) {
        producer.close();
    }

    private void forward(HttpServerRequest request) {
        Context eventLoop = Vertx.currentContext();
        request.bodyHandler(body -> send(request, body, eventLoop)).resume();
    }

    private void send(HttpServerRequest request, Buffer body, Context eventLoop) {
        producer.send(
                new ProducerRecord<>(topic, body.getBytes()),
                (acknowledged, failure) -> eventLoop.runOnContext(known -> request.response()
                        .setStatusCode(failure == null ? 200 : 503)
                        .end()));
    }
}
