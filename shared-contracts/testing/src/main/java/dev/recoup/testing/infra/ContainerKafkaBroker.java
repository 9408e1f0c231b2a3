package dev.recoup.testing.infra;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The broker as {@code apache/kafka} in a container. */
final class ContainerKafkaBroker implements KafkaBroker {

    /** The image; the property names a mirror or a locally built substitute. */
    static final DockerImageName IMAGE = DockerImageName.parse(
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
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4")
                .withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4");
        LoopbackPort.publish(container, CLIENT_PORT, port);
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
