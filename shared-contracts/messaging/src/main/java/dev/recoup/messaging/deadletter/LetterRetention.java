package dev.recoup.messaging.deadletter;

import dev.recoup.messaging.audit.AuditRetention;
import dev.recoup.messaging.work.Progress;
import dev.recoup.messaging.work.WorkLoops;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Forgets dead letters when their time is over, those that still wait too: they may hold personal data. */
@Singleton
final class LetterRetention {

    private static final Logger LOG = Logger.getLogger(LetterRetention.class);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int AT_ONCE = 1000;

    // Index: dead_letter_by_age.
    // language=PostgreSQL
    private static final String FORGET = """
            delete from dead_letter where id in (
                select id from dead_letter
                where kept_at < clock_timestamp() - ? * interval '1 second'
                order by kept_at limit ?)
            returning topic, state
            """;

    // Index: dead_letter_replay_ended.
    // language=PostgreSQL
    private static final String FORGET_REPLAYS = """
            delete from dead_letter_replay
            where state <> 'running' and ended_at < clock_timestamp() - ? * interval '1 second'
            """;

    private final DataSource dataSource;
    private final MeterRegistry registry;
    private final Duration keep;
    private final Duration keepReplays;

    /**
     * Keeps dead letters for the given time, and ended replays as long as the calls that began them: only the replay
     * says which letters were meant.
     *
     * @throws IllegalArgumentException if that is longer than personal data may be kept, or not positive
     */
    @Inject
    LetterRetention(
            DataSource dataSource,
            MeterRegistry registry,
            AuditRetention audit,
            @ConfigProperty(name = "recoup.dead-letters.retention", defaultValue = "P30D") Duration keep) {
        if (!keep.isPositive() || keep.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("recoup.dead-letters.retention is " + keep
                    + ", but dead letters may hold personal data: set it to " + LONGEST.toDays() + "D at most (P30D)");
        }
        this.dataSource = dataSource;
        this.registry = registry;
        this.keep = keep;
        this.keepReplays = audit.keep();
    }

    void start(@Observes StartupEvent started, WorkLoops loops) {
        loops.start("dead-letter-retention", Duration.ofHours(1), 1, this::forget);
    }

    /** Forgets some letters that are too old, and says so loudly of those that nobody had decided about. */
    Progress forget() throws SQLException {
        Map<String, Integer> undecided = new TreeMap<>();
        int forgotten = 0;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setLong(1, keep.toSeconds());
            delete.setInt(2, AT_ONCE);
            try (ResultSet rows = delete.executeQuery()) {
                while (rows.next()) {
                    forgotten++;
                    if (rows.getString(2).equals(LetterState.WAITING.stored())) {
                        undecided.merge(rows.getString(1), 1, Integer::sum);
                    }
                }
            }
            forgetReplays(connection);
        }
        undecided.forEach(this::lament);
        return forgotten == AT_ONCE ? Progress.MADE : Progress.NOTHING_DUE;
    }

    private void forgetReplays(Connection connection) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET_REPLAYS)) {
            delete.setLong(1, keepReplays.toSeconds());
            delete.executeUpdate();
        }
    }

    private void lament(String topic, int letters) {
        LOG.errorf(
                "%d dead letters of %s were forgotten after %d days without having been replayed or discarded",
                letters, topic, keep.toDays());
        registry.counter("recoup.deadletters.forgotten", "topic", topic).increment(letters);
    }
}
