package dev.recoup.messaging.consumer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The partitions whose next record fails again and again. */
public final class StuckPartitions {

    /** A lock conflict or two is everyday life. */
    private static final int FAILURES_THAT_COUNT = 3;

    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    StuckPartitions() {}

    /** Returns the partitions that are stuck, as {@code topic-partition@offset}. */
    public List<String> list() {
        return failures.entrySet().stream()
                .filter(entry -> entry.getValue() >= FAILURES_THAT_COUNT)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    void failed(ConsumerRecord<?, ?> record, int times) {
        failures.put(place(record), times);
    }

    void freed(ConsumerRecord<?, ?> record) {
        failures.remove(place(record));
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return record.topic() + '-' + record.partition() + '@' + record.offset();
    }
}
