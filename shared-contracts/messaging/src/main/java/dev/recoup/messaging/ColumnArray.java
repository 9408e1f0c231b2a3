package dev.recoup.messaging;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;

/** One column of many rows, for statements that take all rows at once with {@code unnest}. */
public final class ColumnArray {

    private ColumnArray() {}

    /**
     * Collects a column.
     *
     * @param type the SQL type of an element
     * @param column gives a row's value; null stands for SQL's null
     * @throws SQLException if the connection is closed
     */
    public static <R> Array of(Connection connection, String type, Collection<R> rows, Function<R, ?> column)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(column).toArray());
    }

    /**
     * Collects a column of text; see {@link #of}. Strings travel in binary form, which is cheaper than arrays of
     * objects.
     *
     * @throws SQLException if the connection is closed
     */
    public static <R> Array ofText(Connection connection, Collection<R> rows, Function<R, String> column)
            throws SQLException {
        return connection.createArrayOf("text", rows.stream().map(column).toArray(String[]::new));
    }

    /**
     * Collects a column of bytes; see {@link #of}.
     *
     * @throws SQLException if the connection is closed
     */
    public static <R> Array ofBytes(Connection connection, Collection<R> rows, Function<R, byte[]> column)
            throws SQLException {
        return connection.createArrayOf("bytea", rows.stream().map(column).toArray(byte[][]::new));
    }
}
