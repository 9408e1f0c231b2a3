package dev.recoup.ingest.statistics;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * What has not reached Kafka yet.
 *
 * @param waiting records on their way, counted up to 100,000
 * @param parked records that the broker refused for good and an operator has to decide on
 */
record OutboxState(long waiting, long parked) {

    // Index: outbox_parked for the parked ones; the others are read up to the limit.
    // language=PostgreSQL
    private static final String COUNT = """
            select (select count(*) from (select from outbox where parked_at is null limit 100000) waiting),
                   (select count(*) from outbox where parked_at is not null)
            """;

    static OutboxState now(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(COUNT);
                ResultSet row = query.executeQuery()) {
            row.next();
            return new OutboxState(row.getLong(1), row.getLong(2));
        }
    }
}
