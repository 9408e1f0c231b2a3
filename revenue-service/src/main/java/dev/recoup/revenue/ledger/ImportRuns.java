package dev.recoup.revenue.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Who imports, and when. One row per environment holds a lease on the database's clock; a replica whose lease ran out
 * finds its attempt replaced and commits nothing more. When the next run is due is the application's clock.
 */
@ApplicationScoped
class ImportRuns {

    private static final Duration LEASE = Duration.ofMinutes(2);

    private final DataSource database;
    private final Clock clock;

    ImportRuns(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A run that this replica may do.
     *
     * @param wanted the wishes that the run serves
     * @param attempt names the claim
     * @param sweep the number of the sweep, higher than that of any earlier one
     * @param startedAt what the run reads is at least as new as this
     * @param failures how many runs in a row could not be completed before
     * @param correlationId of the record that asked last; null for a run by the timetable
     */
    record Claim(
            String environment,
            long wanted,
            long attempt,
            long sweep,
            int failures,
            Instant startedAt,
            String correlationId) {}

    /**
     * Asks for a run, at the latest now, unless runs are failing: then the one that is planned serves the wish. Wishes
     * before a run starts are served by one run.
     */
    @Transactional(TxType.MANDATORY)
    void want(String environment, String correlationId) {
        execute("""
                insert into ledger_import (environment, wanted, served, attempt, next_due, sweep, correlation_id)
                values (?, 1, 0, 0, ?, 0, ?)
                on conflict (environment) do update
                   set wanted = ledger_import.wanted + 1,
                       next_due = case when ledger_import.failures > 0 then ledger_import.next_due
                                       else least(ledger_import.next_due, excluded.next_due) end,
                       correlation_id = excluded.correlation_id""", environment, now(), correlationId);
    }

    /** Makes sure that there is a timetable for the environment; the first run is due at once. */
    @Transactional
    void ensureTimetable(String environment) {
        execute("""
                insert into ledger_import (environment, wanted, served, attempt, next_due, sweep)
                values (?, 0, 0, 0, ?, 0) on conflict (environment) do nothing""", environment, now());
    }

    /** Claims the run that is due, or nothing if none is or another replica has it. */
    @Transactional
    Optional<Claim> claim(String environment) {
        String update = """
                update ledger_import
                   set attempt = attempt + 1, sweep = sweep + 1,
                       lease_until = clock_timestamp() + ? * interval '1 second'
                 where environment = ? and next_due <= ?
                   and (lease_until is null or lease_until < clock_timestamp())
             returning wanted, attempt, sweep, failures, case when wanted > served then correlation_id end""";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setLong(1, LEASE.toSeconds());
            statement.setString(2, environment);
            statement.setTimestamp(3, now());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Claim(
                                environment,
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getInt(4),
                                clock.instant(),
                                row.getString(5)))
                        : Optional.empty();
            }
        } catch (SQLException failure) {
            throw new Ledger.LedgerUnavailable(failure);
        }
    }

    /**
     * Prolongs the claim's lease.
     *
     * @throws ClaimLost when another replica has taken over; what the caller did in this transaction must not be kept
     */
    @Transactional(TxType.MANDATORY)
    void hold(Claim claim) {
        int held = execute(
                "update ledger_import set lease_until = clock_timestamp() + ? * interval '1 second'"
                        + " where environment = ? and attempt = ? and lease_until is not null",
                LEASE.toSeconds(),
                claim.environment(),
                claim.attempt());
        if (held == 0) {
            throw new ClaimLost();
        }
    }

    /** Ends a run that had the whole truth; the next is due after the interval, or at once if somebody asked since. */
    @Transactional(TxType.MANDATORY)
    void complete(Claim claim, Duration interval) {
        int ended = execute(
                """
                update ledger_import
                   set served = ?, lease_until = null, complete_as_of = ?, failures = 0,
                       next_due = case when wanted > ? then ?::timestamptz else ?::timestamptz end
                 where environment = ? and attempt = ?""",
                claim.wanted(),
                Timestamp.from(claim.startedAt()),
                claim.wanted(),
                now(),
                Timestamp.from(clock.instant().plus(interval)),
                claim.environment(),
                claim.attempt());
        if (ended == 0) {
            throw new ClaimLost();
        }
    }

    /** Ends a run that could not be completed; it is repeated after the pause. */
    @Transactional
    void giveBack(Claim claim, Duration pause) {
        execute(
                "update ledger_import set lease_until = null, next_due = ?, failures = failures + 1"
                        + " where environment = ? and attempt = ?",
                Timestamp.from(clock.instant().plus(pause)),
                claim.environment(),
                claim.attempt());
    }

    /** As of when the figures are complete; empty before the first complete run. */
    @Transactional
    Optional<Instant> completeAsOf(String environment) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select complete_as_of from ledger_import where environment = ?")) {
            statement.setString(1, environment);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant)
                        : Optional.empty();
            }
        } catch (SQLException failure) {
            throw new Ledger.LedgerUnavailable(failure);
        }
    }

    private int execute(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw new Ledger.LedgerUnavailable(failure);
        }
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    /** Another replica took the run over after this one's lease had ended. */
    static final class ClaimLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ClaimLost() {
            super("another replica took the import over");
        }
    }
}
