package dev.recoup.messaging;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Gives values to the parameters of a statement, from the first one on; a row follows the one before. */
public final class ParameterValues implements RowValues {

    private final PreparedStatement statement;
    private int parameter;

    /** Begins with the statement's first parameter. */
    public ParameterValues(PreparedStatement statement) {
        this.statement = statement;
    }

    @Override
    public RowValues text(String value) throws SQLException {
        statement.setString(++parameter, value);
        return this;
    }

    @Override
    public RowValues json(byte[] value) throws SQLException {
        statement.setObject(++parameter, value == null ? null : new String(value, StandardCharsets.UTF_8), Types.OTHER);
        return this;
    }

    @Override
    public RowValues bytes(byte[] value) throws SQLException {
        statement.setBytes(++parameter, value);
        return this;
    }

    @Override
    public RowValues smallint(int value) throws SQLException {
        statement.setShort(++parameter, (short) value);
        return this;
    }

    @Override
    public RowValues integer(int value) throws SQLException {
        statement.setInt(++parameter, value);
        return this;
    }

    @Override
    public RowValues bigint(long value) throws SQLException {
        statement.setLong(++parameter, value);
        return this;
    }

    @Override
    public RowValues date(LocalDate value) throws SQLException {
        statement.setObject(++parameter, value, Types.DATE);
        return this;
    }

    @Override
    public RowValues timestamp(Instant value) throws SQLException {
        statement.setObject(
                ++parameter,
                value == null ? null : value.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC),
                Types.TIMESTAMP_WITH_TIMEZONE);
        return this;
    }
}
