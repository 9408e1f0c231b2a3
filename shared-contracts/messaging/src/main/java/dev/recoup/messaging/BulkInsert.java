package dev.recoup.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Inserts many rows into a table of PostgreSQL at once. They are copied, which writes a page with one entry in the log;
 * before its first row a {@code COPY} costs as much as several prepared inserts.
 *
 * @param <R> what a row is made of
 */
public final class BulkInsert<R> {

    private final String target;
    private final int columns;
    private final ToIntFunction<R> size;
    private final Row<R> row;

    /**
     * Prepares inserting.
     *
     * @param table the table
     * @param columns the columns that get a value, in the order in which {@code row} gives them
     * @param size how many bytes a row will have, roughly
     * @param row gives the values of a row
     */
    public BulkInsert(String table, List<String> columns, ToIntFunction<R> size, Row<R> row) {
        this.target = table + " (" + String.join(", ", columns) + ")";
        this.columns = columns.size();
        this.size = size;
        this.row = row;
    }

    /**
     * Inserts the rows in the given order, in the caller's transaction.
     *
     * @param connection a connection to PostgreSQL with an open transaction
     * @throws SQLException if the database refuses a row or cannot be reached; the transaction must then be rolled back
     */
    public void into(Connection connection, List<R> rows) throws SQLException {
        BinaryCopy copy = new BinaryCopy(rows.stream().mapToInt(size).sum());
        for (R next : rows) {
            copy.row(columns);
            row.write(next, copy);
        }
        copy.into(connection, target);
    }

    /** What a row is made of. */
    @FunctionalInterface
    public interface Row<R> {

        /** Gives one value for each column. */
        void write(R row, RowValues values) throws SQLException;
    }
}
