package dev.recoup.messaging.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Forgets events that can no longer be delivered again. */
public final class InboxRetention {

    /** How long topics keep records, and thus how late an event can come again. */
    public static final Duration REPLAY_WINDOW = Duration.ofDays(30);

    // Index: inbox_by_age.
    // language=PostgreSQL
    private static final String DELETE = """
            delete from inbox where ctid in (
                select ctid from inbox
                where received_at < clock_timestamp() - ? * interval '1 second'
                order by received_at limit ?)
            """;

    private final DataSource dataSource;
    private final Duration keep;

    /**
     * Keeps events for the given time.
     *
     * @throws IllegalArgumentException if that is not longer than {@link #REPLAY_WINDOW}: an event could then be
     *     delivered again after it was forgotten, and would have a second effect
     */
    public InboxRetention(DataSource dataSource, Duration keep) {
        if (keep.compareTo(REPLAY_WINDOW) <= 0) {
            throw new IllegalArgumentException("recoup.inbox.retention is " + keep + ", but must be longer than "
                    + REPLAY_WINDOW + ", since topics keep records that long: set it to P35D or more");
        }
        this.dataSource = dataSource;
        this.keep = keep;
    }

    /**
     * Deletes up to the given number of events that are older than the retention, and returns how many there were.
     *
     * @throws SQLException if the database cannot be asked
     */
    public int forget(int atMost) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setLong(1, keep.toSeconds());
            delete.setInt(2, atMost);
            return delete.executeUpdate();
        }
    }
}
