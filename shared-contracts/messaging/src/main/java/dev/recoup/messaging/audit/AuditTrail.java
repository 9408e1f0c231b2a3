package dev.recoup.messaging.audit;

import dev.recoup.events.Environment;
import dev.recoup.messaging.paging.Page;
import dev.recoup.messaging.paging.Paging;
import dev.recoup.messaging.paging.Period;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The table of audited calls. Every statement is a transaction of its own, so that no roll-back takes it away. */
@Singleton
final class AuditTrail {

    // language=PostgreSQL
    private static final String BEGIN = """
            insert into audit (actor, action, path, reason, environment) values (?, ?, ?, ?, ?) returning id
            """;

    // Index: primary key.
    // language=PostgreSQL
    private static final String END = """
            update audit set ended_at = clock_timestamp(), status = ?, fault = ?, location = ? where id = ?
            """;

    // Index: audit_by_actor, audit_by_action, audit_by_time or, without a filter, the primary key.
    // language=PostgreSQL
    private static final String LIST = """
            select id, actor, action, path, reason, environment, begun_at, ended_at, status, fault, location
            from audit
            where (?::bigint is null or id < ?)
              and (?::text is null or actor = ?)
              and (?::text is null or action = ?)
              and (?::timestamptz is null or begun_at >= ?)
              and (?::timestamptz is null or begun_at < ?)
            order by id desc
            limit ?
            """;

    private final DataSource dataSource;

    @Inject
    AuditTrail(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Notes a call that is about to be made, and returns its number. */
    long begin(AuditEntry.Call call) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            insert.setString(1, call.actor());
            insert.setString(2, call.action());
            insert.setString(3, call.path());
            insert.setString(4, call.reason().text());
            insert.setString(5, call.environment().wire());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Notes how a call ended. */
    void end(long id, AuditEntry.End end) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(END)) {
            update.setInt(1, end.status());
            update.setString(2, end.fault().orElse(null));
            update.setString(3, end.location().orElse(null));
            update.setLong(4, id);
            update.executeUpdate();
        }
    }

    /** Lists calls, the newest first. */
    Page<AuditEntry> list(Filter filter, Paging paging) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(LIST)) {
            bindTwice(select, 1, paging.afterNumber(), Types.BIGINT);
            bindTwice(select, 3, filter.actor(), Types.VARCHAR);
            bindTwice(select, 5, filter.action(), Types.VARCHAR);
            bindTwice(select, 7, filter.period().from().map(AuditTrail::utc), Types.TIMESTAMP_WITH_TIMEZONE);
            bindTwice(select, 9, filter.period().to().map(AuditTrail::utc), Types.TIMESTAMP_WITH_TIMEZONE);
            select.setInt(11, paging.lookFor());
            try (ResultSet rows = select.executeQuery()) {
                List<AuditEntry> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(entry(rows));
                }
                return Page.of(found, paging, entry -> Long.toString(entry.id()));
            }
        }
    }

    private static void bindTwice(PreparedStatement statement, int at, Optional<?> value, int type)
            throws SQLException {
        statement.setObject(at, value.orElse(null), type);
        statement.setObject(at + 1, value.orElse(null), type);
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Environment.fromWire(row.getString(6)).orElseThrow(),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                outcome(row));
    }

    private static Optional<AuditEntry.Outcome> outcome(ResultSet row) throws SQLException {
        OffsetDateTime endedAt = row.getObject(8, OffsetDateTime.class);
        return endedAt == null
                ? Optional.empty()
                : Optional.of(new AuditEntry.Outcome(
                        endedAt.toInstant(),
                        row.getInt(9),
                        Optional.ofNullable(row.getString(10)),
                        Optional.ofNullable(row.getString(11))));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** Which calls are wanted; what is empty does not matter. */
    record Filter(Optional<String> actor, Optional<String> action, Period period) {}
}
