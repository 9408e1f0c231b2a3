package dev.recoup.messaging.outbox;

import dev.recoup.messaging.Transactions;
import dev.recoup.messaging.paging.Page;
import dev.recoup.messaging.paging.Paging;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** The parked records of this service, for an operator to decide on. */
public final class ParkedRecords {

    private static final Logger LOG = Logger.getLogger(ParkedRecords.class);

    // language=PostgreSQL
    private static final String LIST = """
            select id, topic, ce_id, parked_code, bytes, created_at, parked_at
            from outbox where parked_at is not null and id > ? order by id limit ?
            """;

    // language=PostgreSQL
    private static final String RELEASE =
            "update outbox set parked_at = null, parked_code = null where id = ? and parked_at is not null";

    // language=PostgreSQL
    private static final String DISCARD =
            "delete from outbox where id = ? and parked_at is not null returning topic, ce_id, parked_code, reference";

    private final DataSource dataSource;
    private final Transactions transactions;
    private final ReferredRecords referredRecords;

    /**
     * Works on the outbox of the given database.
     *
     * @param transactions of the same database
     * @param referredRecords who is told of references that are given up
     */
    public ParkedRecords(DataSource dataSource, Transactions transactions, ReferredRecords referredRecords) {
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.referredRecords = referredRecords;
    }

    /**
     * Lists parked records in the order of their publication.
     *
     * @throws SQLException if the database cannot be asked
     */
    public Page<ParkedRecord> list(Paging paging) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(LIST)) {
            select.setLong(1, paging.afterNumber().orElse(0L));
            select.setInt(2, paging.lookFor());
            try (ResultSet rows = select.executeQuery()) {
                List<ParkedRecord> parked = new ArrayList<>();
                while (rows.next()) {
                    parked.add(new ParkedRecord(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getLong(5),
                            rows.getObject(6, OffsetDateTime.class).toInstant(),
                            rows.getObject(7, OffsetDateTime.class).toInstant()));
                }
                return Page.of(parked, paging, record -> Long.toString(record.id()));
            }
        }
    }

    /**
     * Lets a record be sent once more, after its hindrance was removed; it keeps its place in its key's order.
     *
     * @throws SQLException if the database cannot be asked
     */
    public Decision release(long id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(RELEASE)) {
            update.setLong(1, id);
            return update.executeUpdate() == 0 ? Decision.NOT_PARKED : Decision.DONE;
        }
    }

    /**
     * Gives a record up, so that those behind it can go; it is lost, and the log says so.
     *
     * @param reason why, in the operator's words; must not hold personal data, for it is logged
     * @throws Exception if the database cannot be asked; the record then stays
     */
    public Decision discard(long id, String reason) throws Exception {
        Optional<String> discarded = transactions.inNewTransaction(connection -> discard(connection, id));
        discarded.ifPresent(what -> LOG.warnf("Outbox row %d (%s) was discarded by an operator: %s", id, what, reason));
        return discarded.isPresent() ? Decision.DONE : Decision.NOT_PARKED;
    }

    /** Returns what the row was, for the log; empty if there is no such parked row. */
    private Optional<String> discard(Connection connection, long id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DISCARD)) {
            delete.setLong(1, id);
            try (ResultSet row = delete.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                String what = "event %s for %s, %s".formatted(row.getString(2), row.getString(1), row.getString(3));
                Optional<String> reference = Optional.ofNullable(row.getString(4));
                if (reference.isPresent()) {
                    referredRecords.discarded(connection, reference.get());
                }
                return Optional.of(what);
            }
        }
    }

    /** What became of an operator's decision. */
    public enum Decision {
        DONE,
        NOT_PARKED
    }
}
