package dev.recoup.messaging.deadletter;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.recoup.messaging.paging.Period;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Which dead letters are meant; what is empty does not matter.
 *
 * @param topic where the record came from
 * @param code what is wrong
 * @param type {@code ce_type}
 * @param period when the group gave up
 */
record LetterFilter(
        Optional<String> topic,
        Optional<String> code,
        Optional<String> type,
        @JsonUnwrapped Period period) {

    /** A condition on {@code dead_letter} with {@link #PARAMETERS} parameters. */
    static final String SQL = """
            (?::text is null or topic = ?)
              and (?::text is null or code = ?)
              and (?::text is null or event_type = ?)
              and (?::timestamptz is null or kept_at >= ?)
              and (?::timestamptz is null or kept_at < ?)
            """;

    static final int PARAMETERS = 10;

    /** Binds the parameters of {@link #SQL}, the first one at the given place. */
    void bind(PreparedStatement statement, int first) throws SQLException {
        twice(statement, first, topic, Types.VARCHAR);
        twice(statement, first + 2, code, Types.VARCHAR);
        twice(statement, first + 4, type, Types.VARCHAR);
        twice(statement, first + 6, period.from().map(LetterFilter::utc), Types.TIMESTAMP_WITH_TIMEZONE);
        twice(statement, first + 8, period.to().map(LetterFilter::utc), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static void twice(PreparedStatement statement, int at, Optional<?> value, int type) throws SQLException {
        statement.setObject(at, value.orElse(null), type);
        statement.setObject(at + 1, value.orElse(null), type);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
