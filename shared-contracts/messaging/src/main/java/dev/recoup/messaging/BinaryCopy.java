package dev.recoup.messaging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.postgresql.PGConnection;

/** Rows for PostgreSQL's {@code COPY ... (FORMAT binary)}; the values of a row follow {@link #row}. */
final class BinaryCopy implements RowValues {

    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final short END = -1;
    private static final int NULL = -1;
    private static final int PART = 64 * 1024;
    private static final Instant FIRST_INSTANT = Instant.parse("2000-01-01T00:00:00Z");
    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

    private byte[] rows;
    private int length;

    /**
     * Begins without rows.
     *
     * @param expectedBytes what the rows will have, roughly
     */
    BinaryCopy(int expectedBytes) {
        rows = Arrays.copyOf(SIGNATURE, SIGNATURE.length + expectedBytes);
        length = SIGNATURE.length;
    }

    /** Begins a row of so many columns. */
    void row(int columns) {
        putShort(columns);
    }

    @Override
    public BinaryCopy text(String value) {
        return bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public BinaryCopy json(byte[] value) {
        return bytes(value);
    }

    @Override
    public BinaryCopy bytes(byte[] value) {
        if (value == null) {
            putInt(NULL);
            return this;
        }
        putInt(value.length);
        reserve(value.length);
        System.arraycopy(value, 0, rows, length, value.length);
        length += value.length;
        return this;
    }

    @Override
    public BinaryCopy smallint(int value) {
        putInt(Short.BYTES);
        putShort(value);
        return this;
    }

    @Override
    public BinaryCopy integer(int value) {
        putInt(Integer.BYTES);
        putInt(value);
        return this;
    }

    @Override
    public BinaryCopy bigint(long value) {
        putInt(Long.BYTES);
        putLong(value);
        return this;
    }

    @Override
    public BinaryCopy date(LocalDate value) {
        if (value == null) {
            putInt(NULL);
            return this;
        }
        return integer(Math.toIntExact(ChronoUnit.DAYS.between(FIRST_DAY, value)));
    }

    @Override
    public BinaryCopy timestamp(Instant value) {
        if (value == null) {
            putInt(NULL);
            return this;
        }
        return bigint(ChronoUnit.MICROS.between(FIRST_INSTANT, value.truncatedTo(ChronoUnit.MICROS)));
    }

    /**
     * Has the database take all rows, in the caller's transaction.
     *
     * @param connection a connection to PostgreSQL with an open transaction
     * @param into the table and its columns, such as {@code outbox (shard, topic)}
     * @throws SQLException if the database refuses a row or cannot be reached; the transaction must then be rolled back
     */
    void into(Connection connection, String into) throws SQLException {
        putShort(END);
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy " + into + " from stdin (format binary)",
                            new ByteArrayInputStream(rows, 0, length),
                            PART);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Memory can always be read", impossible);
        }
    }

    private void putShort(int value) {
        reserve(Short.BYTES);
        rows[length++] = (byte) (value >> 8);
        rows[length++] = (byte) value;
    }

    private void putInt(int value) {
        putShort(value >> 16);
        putShort(value);
    }

    private void putLong(long value) {
        putInt((int) (value >> 32));
        putInt((int) value);
    }

    private void reserve(int bytes) {
        if (rows.length - length < bytes) {
            rows = Arrays.copyOf(rows, Math.max(rows.length * 2, length + bytes));
        }
    }
}
