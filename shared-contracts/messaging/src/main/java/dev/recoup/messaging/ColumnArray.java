package dev.recoup.messaging;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.postgresql.PGConnection;

/**
 * One column of many rows, for statements that take all rows at once with {@code unnest}. Values travel in binary form,
 * which is cheaper than arrays of objects.
 */
public final class ColumnArray {

    private ColumnArray() {}

    /**
     * Collects a column of text; null stands for SQL's null.
     *
     * @param column gives a row's value
     * @throws SQLException if the connection is closed
     */
    public static <R> Array ofText(Connection connection, Collection<R> rows, Function<R, String> column)
            throws SQLException {
        return connection.createArrayOf("text", rows.stream().map(column).toArray(String[]::new));
    }

    /**
     * Collects a column of {@code bigint}, without nulls.
     *
     * @param column gives a row's value
     * @throws SQLException if the connection is closed
     */
    public static <R> Array ofNumbers(Connection connection, Collection<R> rows, ToLongFunction<R> column)
            throws SQLException {
        return connection
                .unwrap(PGConnection.class)
                .createArrayOf("int8", rows.stream().mapToLong(column).toArray());
    }

    /**
     * Collects a column of bytes; null stands for SQL's null.
     *
     * @param column gives a row's value
     * @throws SQLException if the connection is closed
     */
    public static <R> Array ofBytes(Connection connection, Collection<R> rows, Function<R, byte[]> column)
            throws SQLException {
        return connection.createArrayOf("bytea", rows.stream().map(column).toArray(byte[][]::new));
    }
}
