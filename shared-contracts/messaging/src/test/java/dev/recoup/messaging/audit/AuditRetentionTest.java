package dev.recoup.messaging.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recoup.messaging.Servers;
import dev.recoup.messaging.work.Progress;
import io.agroal.api.AgroalDataSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AuditRetentionTest {

    private static final Duration KEEP = Duration.ofDays(400);

    @Test
    void calls_are_forgotten_when_their_time_is_over() throws Exception {
        try (AgroalDataSource database = Servers.pool(Servers.newDatabase())) {
            insert(database, 3, "401 days");
            insert(database, 2, "399 days");
            assertThat(new AuditRetention(database, KEEP).forget()).isEqualTo(Progress.NOTHING_DUE);
            assertThat(calls(database)).isEqualTo(2);
            assertThat(Servers.number(
                            database, "select count(*) from audit where begun_at < now() - interval '400 days'"))
                    .isZero();
        }
    }

    @Test
    void more_calls_than_are_forgotten_at_once_are_forgotten_in_several_turns() throws Exception {
        try (AgroalDataSource database = Servers.pool(Servers.newDatabase())) {
            insert(database, 5001, "401 days");
            AuditRetention retention = new AuditRetention(database, KEEP);
            assertThat(retention.forget()).isEqualTo(Progress.MADE);
            assertThat(calls(database)).isEqualTo(1);
            assertThat(retention.forget()).isEqualTo(Progress.NOTHING_DUE);
            assertThat(calls(database)).isZero();
        }
    }

    @Test
    void a_trail_that_is_forgotten_at_once_is_none() {
        assertThatThrownBy(() -> new AuditRetention(null, Duration.ZERO))
                .hasMessageContaining("recoup.audit.retention");
    }

    private static void insert(AgroalDataSource database, int calls, String age) {
        Servers.execute(
                database,
                "insert into audit (actor, action, path, reason, environment, begun_at) select 'me', 'lever.pull',"
                        + " '/levers', 'because', 'test', clock_timestamp() - interval '" + age
                        + "' from generate_series(1, " + calls + ")");
    }

    private static long calls(AgroalDataSource database) {
        return Servers.number(database, "select count(*) from audit");
    }
}
