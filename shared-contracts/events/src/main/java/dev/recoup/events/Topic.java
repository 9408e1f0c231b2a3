package dev.recoup.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every topic, in one place: name, partitions, retention or compaction, what the key is, and which consumer groups of
 * ours read it. Dead-letter topics follow from the groups.
 */
public enum Topic {
    /** Client events of Debitura, as received. */
    DEBITURA_CLIENT_EVENTS("debitura.client-events.v1", "externalTenantId", 12, Keep.THIRTY_DAYS, "onboarding-service"),
    /** Case, payment and chat events of Debitura, as received. */
    DEBITURA_CASE_EVENTS(
            "debitura.case-events.v1",
            "caseId, else externalTenantId, else event id",
            24,
            Keep.THIRTY_DAYS,
            "case-service",
            "revenue-service"),
    /** What Debitura sent and nobody knows yet: kept, never dropped. */
    DEBITURA_OTHER_EVENTS("debitura.other-events.v1", "event id", 6, Keep.THIRTY_DAYS),
    /** Commands: onboard a client. */
    ONBOARDING_REQUESTS(
            "collections.onboarding-requests.v1", "externalTenantId", 12, Keep.THIRTY_DAYS, "onboarding-service"),
    /** What became of the cases that were sent inside an onboarding. */
    FIRST_CASES("collections.first-cases.v1", "externalTenantId", 12, Keep.THIRTY_DAYS, "case-service"),
    /** Snapshots of each client's state. */
    CLIENT_STATUS(
            "collections.client-status.v1",
            "externalTenantId",
            12,
            Keep.LATEST_PER_KEY,
            "case-service",
            "revenue-service",
            "webhook-ingest-service"),
    /** Commands: collect a claim, or cancel a request. */
    CASE_REQUESTS("collections.case-requests.v1", "externalTenantId", 24, Keep.THIRTY_DAYS, "case-service"),
    /** Snapshots of each live case's state, or why its request was refused. */
    CASE_STATUS(
            "collections.case-status.v1",
            "collectionId",
            24,
            Keep.LATEST_PER_KEY,
            "revenue-service",
            "webhook-ingest-service"),
    /** Snapshots of each test case's state, apart, so that nobody has to remember a filter. */
    CASE_STATUS_TEST(
            "collections.case-status.test.v1", "collectionId", 6, Keep.LATEST_PER_KEY, "webhook-ingest-service"),
    /** Web pages that the platform must put before its user. */
    REQUIRED_ACTIONS("collections.required-actions.v1", "actionId", 12, Keep.LATEST_PER_KEY),
    /** Who should read what again at Debitura, and why. */
    RECONCILE_REQUESTS(
            "collections.reconcile-requests.v1",
            "scope",
            3,
            Keep.THIRTY_DAYS,
            "onboarding-service",
            "case-service",
            "revenue-service");

    private static final int DEAD_LETTER_PARTITIONS = 3;

    private enum Keep {
        THIRTY_DAYS,
        LATEST_PER_KEY
    }

    private final String topicName;
    private final String key;
    private final int partitions;
    private final Keep keep;
    private final List<String> groups;

    Topic(String topicName, String key, int partitions, Keep keep, String... groups) {
        this.topicName = topicName;
        this.key = key;
        this.partitions = partitions;
        this.keep = keep;
        this.groups = List.of(groups);
    }

    /** The name on the broker. */
    public String topicName() {
        return topicName;
    }

    /** What the record key is, in words; one of the identifiers that the value carries. */
    public String key() {
        return key;
    }

    /** Number of partitions, chosen once: changing it would move keys. */
    public int partitions() {
        return partitions;
    }

    /** The consumer groups of ours that read this topic; the platform's own groups are not listed. */
    public List<String> consumerGroups() {
        return groups;
    }

    /** Whether the topic keeps the latest snapshot per key instead of a period. */
    public boolean compacted() {
        return keep == Keep.LATEST_PER_KEY;
    }

    /** The broker settings, ready for Kafka's admin client. */
    public Map<String, String> configs() {
        return switch (keep) {
            case THIRTY_DAYS -> retained();
            case LATEST_PER_KEY ->
                Map.of(
                        "cleanup.policy", "compact",
                        "segment.ms", millis(Duration.ofDays(1)),
                        "max.compaction.lag.ms", millis(Duration.ofDays(7)),
                        "delete.retention.ms", millis(Duration.ofDays(7)),
                        "compression.type", "producer");
        };
    }

    /** The topic as a broker needs it. */
    public TopicSpec spec() {
        return new TopicSpec(topicName, partitions, configs());
    }

    /** Name of the dead-letter topic of one group: {@code <topic>.<group>.dlq}. */
    public String deadLetterName(String group) {
        return topicName + "." + group + ".dlq";
    }

    /** The dead-letter topics of the groups that read this topic. */
    public List<TopicSpec> deadLetterSpecs() {
        return groups.stream()
                .map(group -> new TopicSpec(deadLetterName(group), DEAD_LETTER_PARTITIONS, retained()))
                .toList();
    }

    /** The topic with that name on the broker, or empty. */
    public static Optional<Topic> named(String topicName) {
        return Arrays.stream(values())
                .filter(topic -> topic.topicName.equals(topicName))
                .findFirst();
    }

    /** Every topic and every dead-letter topic. */
    public static List<TopicSpec> allSpecs() {
        List<TopicSpec> specs = new ArrayList<>();
        for (Topic topic : values()) {
            specs.add(topic.spec());
            specs.addAll(topic.deadLetterSpecs());
        }
        return List.copyOf(specs);
    }

    /** The topic on which the status of a case of that mode is published. */
    public static Topic caseStatus(Mode mode) {
        return switch (mode) {
            case LIVE -> CASE_STATUS;
            case TEST -> CASE_STATUS_TEST;
        };
    }

    private static Map<String, String> retained() {
        return Map.of(
                "cleanup.policy",
                "delete",
                "retention.ms",
                millis(Duration.ofDays(30)),
                "segment.ms",
                millis(Duration.ofDays(1)),
                "compression.type",
                "producer");
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
