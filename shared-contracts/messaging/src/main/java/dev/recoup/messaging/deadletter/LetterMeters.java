package dev.recoup.messaging.deadletter;

import dev.recoup.messaging.work.Progress;
import dev.recoup.messaging.work.WorkLoops;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.TreeMap;

/** How many dead letters wait, by topic; the name is public API. */
@Singleton
final class LetterMeters {

    private static final Duration EVERY = Duration.ofSeconds(15);

    private final LetterRows letters;
    private final Redelivery redelivery;
    private final MultiGauge waiting;

    @Inject
    LetterMeters(LetterRows letters, Redelivery redelivery, MeterRegistry registry) {
        this.letters = letters;
        this.redelivery = redelivery;
        this.waiting = MultiGauge.builder("recoup.deadletters.waiting")
                .description("Dead letters that nobody has replayed or discarded")
                .register(registry);
    }

    void start(@Observes StartupEvent started, WorkLoops loops) {
        loops.start("dead-letter-figures", EVERY, 1, this::sample);
    }

    /** Shows every topic that is handled, with 0 if nothing of it waits. */
    Progress sample() throws SQLException {
        TreeMap<String, Long> byTopic = new TreeMap<>();
        redelivery.topics().forEach(topic -> byTopic.put(topic, 0L));
        byTopic.putAll(letters.waiting());
        waiting.register(
                byTopic.entrySet().stream()
                        .map(topic -> MultiGauge.Row.of(Tags.of("topic", topic.getKey()), topic.getValue()))
                        .toList(),
                true);
        return Progress.NOTHING_DUE;
    }
}
