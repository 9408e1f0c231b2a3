package dev.recoup.ingest.watchdog;

import dev.recoup.ingest.watchdog.Arrivals.Batch;
import dev.recoup.messaging.Transactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When deliveries came in the last weeks, in slices of ten minutes. */
@Singleton
class ActivityLog {

    static final Duration SLICE = Duration.ofMinutes(10);

    // language=PostgreSQL, served by the primary key
    private static final String ADD = """
            insert into subscription_activity (subscription, slice, deliveries) values (?, ?, ?)
            on conflict (subscription, slice) do update
                set deliveries = subscription_activity.deliveries + excluded.deliveries
            """;

    // language=PostgreSQL, served by the primary key
    private static final String HEARD = """
            insert into subscription_silence (subscription, last_at) values (?, ?)
            on conflict (subscription) do update
                set last_at = greatest(subscription_silence.last_at, excluded.last_at), silent_since = null
            """;

    // language=PostgreSQL, served by the primary key
    private static final String REFUSED =
            "update webhook_subscription set refused_since = ? where name = ? and refused_since is null";

    // language=PostgreSQL, served by the primary key
    private static final String ACCEPTED =
            "update webhook_subscription set refused_since = null where name = ? and refused_since is not null";

    // language=PostgreSQL; a row for each of the partner's subscriptions, its state found by the primary key
    private static final String LAST = """
            select heard.subscription, greatest(heard.last_at, managed.on_since),
                   case when managed.on_since is null or managed.on_since <= heard.silent_since
                        then heard.silent_since end
            from subscription_silence heard left join webhook_subscription managed on managed.name = heard.subscription
            """;

    // language=PostgreSQL, served by the primary key
    private static final String FIRST = "select min(slice) from subscription_activity where subscription = ?";

    // language=PostgreSQL, served by the primary key
    private static final String USUAL = """
            select coalesce(sum(deliveries), 0) from subscription_activity
            where subscription = ? and slice >= ? and slice < ?
            """;

    // language=PostgreSQL, served by the primary key
    private static final String NOTICE = """
            update subscription_silence set silent_since = ?
            where subscription = ? and (silent_since is null or silent_since < ?)
            """;

    // language=PostgreSQL, served by subscription_activity_by_age
    private static final String FORGET = "delete from subscription_activity where slice < ?";

    private final Transactions transactions;

    @Inject
    ActivityLog(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Since when a subscription says nothing.
     *
     * @param subscription its name
     * @param since when its last delivery came, or when it was switched on again after that
     * @param silentSince when it was noticed that nothing comes any more
     */
    record Heard(String subscription, Instant since, Optional<Instant> silentSince) {}

    void add(String subscription, Batch batch) throws Exception {
        transactions.inNewTransaction(connection -> {
            update(connection, ADD, subscription, slice(batch.lastAt()), batch.deliveries());
            update(connection, ACCEPTED, subscription);
            return update(connection, HEARD, subscription, batch.lastAt());
        });
    }

    /** Notes that all deliveries are refused for their signature, unless that is known since an earlier time. */
    void refused(String subscription, Instant since) throws Exception {
        transactions.inNewTransaction(connection -> update(connection, REFUSED, since, subscription));
    }

    List<Heard> heard() throws Exception {
        return transactions.inNewTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(LAST);
                    ResultSet rows = query.executeQuery()) {
                List<Heard> heard = new ArrayList<>();
                while (rows.next()) {
                    heard.add(new Heard(rows.getString(1), instant(rows, 2).orElseThrow(), instant(rows, 3)));
                }
                return heard;
            }
        });
    }

    /** Returns the fewest deliveries of the earlier weeks in the same time of the week; empty if none is known. */
    Optional<Long> quietest(String subscription, Instant from, Instant until, int weeks) throws Exception {
        return transactions.inNewTransaction(connection -> {
            Optional<Instant> first = first(connection, subscription);
            Optional<Long> fewest = Optional.empty();
            for (int back = 1; back <= weeks; back++) {
                Duration earlier = Duration.ofDays(7L * back);
                Instant then = from.minus(earlier);
                if (first.isPresent() && !first.get().isAfter(then)) {
                    long came = came(connection, subscription, then, until.minus(earlier));
                    fewest = Optional.of(
                            fewest.map(least -> Math.min(least, came)).orElse(came));
                }
            }
            return fewest;
        });
    }

    /** Notes that it was noticed; of several replicas, one is the first. */
    Noticed notice(Heard heard, Instant now) throws Exception {
        return transactions.inNewTransaction(
                                connection -> update(connection, NOTICE, now, heard.subscription(), heard.since()))
                        == 1
                ? Noticed.FIRST
                : Noticed.BEFORE;
    }

    enum Noticed {
        FIRST,
        BEFORE
    }

    void forgetBefore(Instant time) throws Exception {
        transactions.inNewTransaction(connection -> update(connection, FORGET, time));
    }

    static Instant slice(Instant time) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), SLICE.toSeconds()) * SLICE.toSeconds());
    }

    private static Optional<Instant> first(Connection connection, String subscription) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FIRST)) {
            query.setString(1, subscription);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return instant(row, 1);
            }
        }
    }

    private static long came(Connection connection, String subscription, Instant from, Instant until)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(USUAL)) {
            bind(query, subscription, from, until);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            bind(update, parameters);
            return update.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(
                    i + 1, parameters[i] instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : parameters[i]);
        }
    }

    private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
