package dev.recoup.events;

import java.util.Map;

/**
 * What a broker needs to know to create a topic; the replication factor belongs to the cluster, not to the contract.
 *
 * @param name full topic name, without any cluster-wide prefix
 * @param partitions number of partitions, chosen once
 * @param configs broker settings by name, ready for Kafka's admin client
 */
public record TopicSpec(String name, int partitions, Map<String, String> configs) {
    /** Copies the settings. */
    public TopicSpec {
        configs = Map.copyOf(configs);
    }
}
