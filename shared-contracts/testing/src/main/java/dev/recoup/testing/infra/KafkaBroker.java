package dev.recoup.testing.infra;

import dev.recoup.events.TopicSpec;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** A running single-node Kafka broker on the loopback interface. */
public interface KafkaBroker extends AutoCloseable {

    /**
     * Starts a broker on a free port with data that goes away when it is closed.
     *
     * @return a broker that accepts connections
     */
    static KafkaBroker start() {
        return start(LocalDirectories.temporary("recoup-kafka-"), 0);
    }

    /**
     * Starts a broker on a given port.
     *
     * @param dataDirectory where the embedded broker keeps its log; created if missing, continued if it holds data;
     *     a container keeps its data inside and does not use it
     * @param port the port on 127.0.0.1, or 0 for a free one
     * @return a broker that accepts connections
     */
    static KafkaBroker start(Path dataDirectory, int port) {
        return switch (Infrastructure.chosen()) {
            case EMBEDDED -> EmbeddedKafkaBroker.start(dataDirectory, port);
            case CONTAINERS -> ContainerKafkaBroker.start(port);
        };
    }

    /**
     * The value for {@code bootstrap.servers}.
     *
     * @return host and port
     */
    String bootstrapServers();

    /** Stops the broker. */
    @Override
    void close();

    /**
     * Creates one topic unless it exists.
     *
     * @param name the topic's name
     * @param partitions how many partitions it gets
     * @param configs topic configuration as Kafka names it; empty for the broker's defaults
     */
    default void createTopic(String name, int partitions, Map<String, String> configs) {
        createTopics(List.of(new TopicSpec(name, partitions, configs)));
    }

    /**
     * Creates those of the topics that do not exist yet, one replica each.
     *
     * @param topics what to create
     */
    default void createTopics(Collection<TopicSpec> topics) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = topics.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.configs()))
                    .toList();
            admin.createTopics(missing).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while topics were created", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Topics were not created", e.getCause());
        }
    }
}
