package dev.recoup.messaging;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Rows for a prepared {@code INSERT}; the values of a row are followed by {@link #endOfRow}. */
final class InsertBatch implements RowValues {

    private final PreparedStatement insert;
    private int column;

    InsertBatch(PreparedStatement insert) {
        this.insert = insert;
    }

    void endOfRow() throws SQLException {
        insert.addBatch();
        column = 0;
    }

    @Override
    public RowValues text(String value) throws SQLException {
        insert.setString(++column, value);
        return this;
    }

    @Override
    public RowValues json(byte[] value) throws SQLException {
        insert.setObject(++column, value == null ? null : new String(value, StandardCharsets.UTF_8), Types.OTHER);
        return this;
    }

    @Override
    public RowValues bytes(byte[] value) throws SQLException {
        insert.setBytes(++column, value);
        return this;
    }

    @Override
    public RowValues smallint(int value) throws SQLException {
        insert.setShort(++column, (short) value);
        return this;
    }

    @Override
    public RowValues integer(int value) throws SQLException {
        insert.setInt(++column, value);
        return this;
    }

    @Override
    public RowValues bigint(long value) throws SQLException {
        insert.setLong(++column, value);
        return this;
    }

    @Override
    public RowValues date(LocalDate value) throws SQLException {
        insert.setObject(++column, value, Types.DATE);
        return this;
    }

    @Override
    public RowValues timestamp(Instant value) throws SQLException {
        insert.setObject(
                ++column,
                value == null ? null : value.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC),
                Types.TIMESTAMP_WITH_TIMEZONE);
        return this;
    }
}
