package dev.recoup.ingest.statistics;

import dev.recoup.ingest.statistics.EventCounts.EventKind;
import dev.recoup.ingest.statistics.EventCounts.HourlyCount;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What came in during a time range.
 *
 * @param from its beginning, a full hour or day (UTC)
 * @param to its end, a full hour or day, excluded
 * @param events how many events were first received
 * @param deliveries how often they were delivered
 * @param redeliveries deliveries less events
 * @param buckets the hours or days in which something came, in their order
 * @param outbox what has not reached Kafka yet, now
 */
record Statistics(
        Instant from,
        Instant to,
        long events,
        long deliveries,
        long redeliveries,
        List<Bucket> buckets,
        OutboxState outbox) {

    static Statistics of(
            Instant from, Instant to, Function<Instant, Instant> bucket, List<HourlyCount> counts, OutboxState outbox) {
        Map<Instant, List<HourlyCount>> byBucket = counts.stream()
                .collect(Collectors.groupingBy(count -> bucket.apply(count.hour()), TreeMap::new, Collectors.toList()));
        long events = counts.stream().mapToLong(HourlyCount::events).sum();
        long deliveries = counts.stream().mapToLong(HourlyCount::deliveries).sum();
        return new Statistics(
                from,
                to,
                events,
                deliveries,
                deliveries - events,
                byBucket.entrySet().stream()
                        .map(entry -> Bucket.of(entry.getKey(), entry.getValue()))
                        .toList(),
                outbox);
    }

    /**
     * One hour or day.
     *
     * @param start its beginning
     * @param counts what came, by kind
     */
    record Bucket(Instant start, List<Count> counts) {

        static Bucket of(Instant start, List<HourlyCount> hours) {
            Map<EventKind, Count> sums =
                    hours.stream().collect(Collectors.toMap(HourlyCount::kind, Count::of, Count::plus));
            return new Bucket(
                    start,
                    sums.values().stream()
                            .sorted(Comparator.comparing(Count::subscription)
                                    .thenComparing(Count::type)
                                    .thenComparing(Count::mode)
                                    .thenComparing(Count::purpose))
                            .toList());
        }
    }

    /** How many events of one kind came, and how often they were delivered. */
    record Count(
            String subscription,
            String type,
            String mode,
            String purpose,
            String environment,
            long events,
            long deliveries,
            long redeliveries) {

        static Count of(HourlyCount hour) {
            EventKind kind = hour.kind();
            return new Count(
                    kind.subscription(),
                    kind.type(),
                    kind.mode(),
                    kind.purpose(),
                    kind.environment(),
                    hour.events(),
                    hour.deliveries(),
                    hour.deliveries() - hour.events());
        }

        Count plus(Count other) {
            return new Count(
                    subscription,
                    type,
                    mode,
                    purpose,
                    environment,
                    events + other.events,
                    deliveries + other.deliveries,
                    redeliveries + other.redeliveries);
        }
    }
}
