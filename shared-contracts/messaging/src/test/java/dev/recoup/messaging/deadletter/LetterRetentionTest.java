package dev.recoup.messaging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recoup.messaging.Servers;
import dev.recoup.messaging.work.Progress;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LetterRetentionTest {

    private static final Duration MONTH = Duration.ofDays(30);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void letters_are_forgotten_after_a_month_and_those_that_nobody_decided_about_are_counted() throws Exception {
        try (AgroalDataSource database = Servers.pool(Servers.newDatabase())) {
            insert(database, 1, "31 days", "waiting");
            insert(database, 2, "31 days", "waiting");
            insert(database, 3, "31 days", "discarded");
            insert(database, 4, "29 days", "waiting");
            insert(database, 5, "29 days", "replayed");
            LetterRetention retention = new LetterRetention(database, registry, MONTH);
            assertThat(retention.forget()).isEqualTo(Progress.NOTHING_DUE);
            assertThat(Servers.number(database, "select sum(record_offset) from dead_letter"))
                    .isEqualTo(9);
            assertThat(registry.counter("recoup.deadletters.forgotten", "topic", "t")
                            .count())
                    .isEqualTo(2);
        }
    }

    @Test
    void personal_data_may_not_be_kept_longer() {
        assertThatThrownBy(() -> new LetterRetention(null, registry, MONTH.plusSeconds(1)))
                .hasMessageContaining("recoup.dead-letters.retention")
                .hasMessageContaining("P30D");
        assertThatThrownBy(() -> new LetterRetention(null, registry, Duration.ZERO))
                .hasMessageContaining("recoup.dead-letters.retention");
    }

    private static void insert(AgroalDataSource database, int offset, String age, String state) {
        String decided = state.equals("waiting") ? "null" : "now()";
        Servers.execute(
                database,
                "insert into dead_letter (topic, partition, record_offset, consumer_group, header_names, header_values,"
                        + " value_bytes, event_id, environment, code, pointers, record_time, kept_at, state, decided_by,"
                        + " decided_reason, decided_at) values ('t', 0, " + offset
                        + ", 'g', '{}', '{}', 0, 'e', 'test',"
                        + " 'C', '{}', now(), clock_timestamp() - interval '" + age + "', '" + state
                        + "', 'me', 'because', "
                        + decided + ")");
    }
}
