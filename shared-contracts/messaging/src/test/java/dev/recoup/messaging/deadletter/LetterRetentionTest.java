package dev.recoup.messaging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recoup.messaging.Servers;
import dev.recoup.messaging.audit.AuditRetention;
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
            LetterRetention retention = retention(database, MONTH);
            assertThat(retention.forget()).isEqualTo(Progress.NOTHING_DUE);
            assertThat(Servers.number(database, "select sum(record_offset) from dead_letter"))
                    .isEqualTo(9);
            assertThat(registry.counter("recoup.deadletters.forgotten", "topic", "t")
                            .count())
                    .isEqualTo(2);
        }
    }

    @Test
    void more_letters_than_are_forgotten_at_once_are_forgotten_in_several_turns() throws Exception {
        try (AgroalDataSource database = Servers.pool(Servers.newDatabase())) {
            Servers.execute(
                    database,
                    "insert into dead_letter (topic, partition, record_offset, consumer_group, header_names,"
                            + " header_values, value_bytes, event_id, environment, code, pointers, record_time, kept_at)"
                            + " select 't', 0, n, 'g', '{}', '{}', 0, 'e', 'test', 'C', '{}', now(),"
                            + " clock_timestamp() - interval '31 days' from generate_series(1, 1001) as n");
            LetterRetention retention = retention(database, MONTH);
            assertThat(retention.forget()).isEqualTo(Progress.MADE);
            assertThat(Servers.number(database, "select count(*) from dead_letter"))
                    .isEqualTo(1);
            assertThat(retention.forget()).isEqualTo(Progress.NOTHING_DUE);
            assertThat(Servers.number(database, "select count(*) from dead_letter"))
                    .isZero();
            assertThat(registry.counter("recoup.deadletters.forgotten", "topic", "t")
                            .count())
                    .isEqualTo(1001);
        }
    }

    @Test
    void replays_are_kept_as_long_as_the_calls_that_began_them_and_those_that_run_for_ever() throws Exception {
        try (AgroalDataSource database = Servers.pool(Servers.newDatabase())) {
            insertReplay(database, "old and done", "done", "401 days");
            insertReplay(database, "old and cancelled", "cancelled", "401 days");
            insertReplay(database, "done", "done", "399 days");
            insertReplay(database, "cancelled", "cancelled", "399 days");
            insertReplay(database, "running", "running", "401 days");
            retention(database, MONTH).forget();
            assertThat(Servers.number(database, "select count(*) from dead_letter_replay"))
                    .isEqualTo(3);
            assertThat(Servers.number(
                            database,
                            "select count(*) from dead_letter_replay where reason in ('done', 'cancelled', 'running')"))
                    .isEqualTo(3);
        }
    }

    @Test
    void personal_data_may_not_be_kept_longer() {
        assertThatThrownBy(() -> retention(null, MONTH.plusSeconds(1)))
                .hasMessageContaining("recoup.dead-letters.retention")
                .hasMessageContaining("P30D");
        assertThatThrownBy(() -> retention(null, Duration.ZERO)).hasMessageContaining("recoup.dead-letters.retention");
    }

    private LetterRetention retention(AgroalDataSource database, Duration keep) {
        return new LetterRetention(database, registry, new AuditRetention(database, Duration.ofDays(400)), keep);
    }

    private static void insertReplay(AgroalDataSource database, String reason, String state, String age) {
        String ended = state.equals("running") ? "null" : "clock_timestamp() - interval '" + age + "'";
        Servers.execute(
                database,
                "insert into dead_letter_replay (newest_id, asked_by, reason, asked_at, letters, state, ended_at)"
                        + " values (1, 'me', '" + reason + "', clock_timestamp() - interval '" + age + "', 1, '"
                        + state + "', " + ended + ")");
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
