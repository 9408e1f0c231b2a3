package dev.recoup.testing.infra;

import java.util.List;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The broker as {@code apache/kafka} in a container. */
final class ContainerKafkaBroker implements KafkaBroker {

    /** The image; the property names a mirror or a locally built substitute. */
    private static final DockerImageName IMAGE = DockerImageName.parse(
                    System.getProperty("recoup.kafka.image", "apache/kafka:4.1.1"))
            .asCompatibleSubstituteFor("apache/kafka");

    private static final int CLIENT_PORT = 9092;

    private final KafkaContainer container;

    private ContainerKafkaBroker(KafkaContainer container) {
        this.container = container;
    }

    static ContainerKafkaBroker start(int port) {
        KafkaContainer container = new KafkaContainer(IMAGE)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        if (port != 0) {
            container.setPortBindings(List.of("127.0.0.1:" + port + ":" + CLIENT_PORT));
        }
        container.start();
        return new ContainerKafkaBroker(container);
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.stop();
    }
}
