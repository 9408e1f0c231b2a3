package dev.recoup.ingest.journal;

import static dev.recoup.ingest.WebhookSender.anyId;
import static dev.recoup.ingest.WebhookSender.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.recoup.ingest.WebhookSender;
import dev.recoup.messaging.Transactions;
import dev.recoup.testing.MutableClock;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.infra.PostgresServer.Database;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "webhook-ingest-service")
class JournalPartitionsTest {

    private final WebhookSender live = new WebhookSender(WebhookSender.LIVE);

    Database database;

    @Inject
    JournalPartitions partitions;

    @Inject
    Transactions transactions;

    @Inject
    MutableClock clock;

    @Test
    void today_and_the_days_to_come_have_partitions_and_entries_lie_in_theirs() throws Exception {
        partitions.keep();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        String id = anyId();

        live.send(envelope(id, "case.closed", "{\"caseId\":\"c\"}"));

        for (int ahead = 0; ahead <= 7; ahead++) {
            assertThat(names("select relname from pg_class where relkind = 'r' and relname = '"
                            + partition(today.plusDays(ahead)) + "'"))
                    .hasSize(1);
        }
        assertThat(names("select tableoid::regclass from journal where event_id = '" + id + "'"))
                .containsExactly(partition(today));
    }

    @Test
    void days_that_are_over_are_dropped_and_later_ones_stay() throws Exception {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate over = today.minusDays(31);
        LocalDate kept = today.minusDays(30);
        for (LocalDate day : List.of(over, kept)) {
            execute("create table %s partition of journal for values from ('%s') to ('%s')"
                    .formatted(partition(day), day, day.plusDays(1)));
        }
        execute("insert into received_event values ('" + over + "', '/old', 'test', '', '" + over + "', '" + over
                + "', 1, 1, 'live'), ('" + kept + "', '/old', 'test', '', '" + kept + "T12:00Z', '" + kept
                + "T12:00Z', 1, 2, 'live')");

        partitions.keep();

        assertThat(names("select relname from pg_class where relname = '" + partition(over) + "'"))
                .isEmpty();
        assertThat(names("select relname from pg_class where relname = '" + partition(kept) + "'"))
                .containsExactly(partition(kept));
        assertThat(names("select event_id from received_event where source = '/old'"))
                .containsExactly(kept.toString());
    }

    @Test
    void a_day_that_is_over_stays_until_all_of_it_has_reached_kafka() throws Exception {
        LocalDate over = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(33);
        execute("create table %s partition of journal for values from ('%s') to ('%s')"
                .formatted(partition(over), over, over.plusDays(1)));
        execute("""
                insert into outbox
                    (shard, order_key, topic, header_names, header_values, ce_id, environment, reference,
                     parked_at, parked_code)
                values (0, 1, 'none', '{}', '{}', 'kept', 'test', '%s/1', now(), 'NOT_AUTHORIZED')
                """.formatted(over));

        partitions.keep();
        assertThat(names("select relname from pg_class where relname = '" + partition(over) + "'"))
                .hasSize(1);

        execute("delete from outbox where ce_id = 'kept'");
        partitions.keep();
        assertThat(names("select relname from pg_class where relname = '" + partition(over) + "'"))
                .isEmpty();
    }

    @Test
    void entries_of_the_default_partition_go_by_their_day_and_stay_as_long_as_they_are_waited_for() throws Exception {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate waitedFor = today.minusDays(40);
        LocalDate over = today.minusDays(41);
        for (LocalDate day : List.of(waitedFor, over)) {
            execute("""
                    insert into journal
                        (received_on, id, received_at, environment, mode, subscription, source, event_id, event_type,
                         purpose, origin, topic, record_key, correlation_id, headers, body)
                    values ('%1$s', 1, '%1$s', 'test', 'live', 's', '/old', 'entry-of-%1$s', 'x', 'event', 'sent', 't',
                            'k', 'c', '{}', '')
                    """.formatted(day));
        }
        execute("""
                insert into outbox
                    (shard, order_key, topic, header_names, header_values, ce_id, environment, reference,
                     parked_at, parked_code)
                values (0, 2, 'none', '{}', '{}', 'by-default', 'test', '%s/1', now(), 'NOT_AUTHORIZED')
                """.formatted(waitedFor));

        partitions.keep();
        assertThat(names("select event_id from journal where source = '/old'"))
                .containsExactly("entry-of-" + waitedFor);

        execute("delete from outbox where ce_id = 'by-default'");
        partitions.keep();
        assertThat(names("select event_id from journal where source = '/old'")).isEmpty();
    }

    @Test
    void while_old_events_are_being_forgotten_deliveries_are_accepted() throws Exception {
        LocalDate over = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(35);
        execute("create table %s partition of journal for values from ('%s') to ('%s')"
                .formatted(partition(over), over, over.plusDays(1)));
        execute("insert into received_event values ('slow', '/slow', 'test', '', '" + over + "', '" + over
                + "', 1, 3, 'live')");
        String id = anyId();
        try (Connection busy = database.connect();
                ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            busy.setAutoCommit(false);
            busy.createStatement().execute("select * from received_event where event_id = 'slow' for update");
            Future<?> keeping = background.submit(() -> partitions.keep());
            await().until(() -> names("select relname from pg_class where relname = '" + partition(over) + "'")
                    .isEmpty());

            assertThat(live.send(envelope(id, "case.closed", "{\"caseId\":\"c\"}"))
                            .statusCode())
                    .isEqualTo(200);

            assertThat(keeping.isDone()).isFalse();
            busy.rollback();
            keeping.get();
        }
        assertThat(names("select event_id from received_event where source = '/slow'"))
                .isEmpty();
    }

    @Test
    void a_day_without_a_partition_costs_no_delivery() throws Exception {
        String id = anyId();
        clock.advance(Duration.ofDays(20));
        byte[] body = envelope(id, "case.closed", "{\"caseId\":\"c\"}").getBytes();

        assertThat(live.send(body, live.signer().header(clock.instant().getEpochSecond(), body), new String[0])
                        .statusCode())
                .isEqualTo(200);

        assertThat(names("select tableoid::regclass from journal where event_id = '" + id + "'"))
                .containsExactly("journal_default");
    }

    @Test
    void a_retention_beyond_what_is_allowed_says_what_to_set() {
        JournalConfig tooLong = new JournalConfig() {
            @Override
            public Duration retention() {
                return Duration.ofDays(31);
            }

            @Override
            public int daysAhead() {
                return 7;
            }
        };

        assertThatThrownBy(() -> new JournalPartitions(transactions, clock, tooLong))
                .hasMessageStartingWith("Set recoup.journal.retention to between P1D and P30D");
    }

    private static String partition(LocalDate day) {
        return "journal_" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }

    private List<String> names(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
