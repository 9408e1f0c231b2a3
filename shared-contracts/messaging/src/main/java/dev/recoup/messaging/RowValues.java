package dev.recoup.messaging;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;

/** Takes the values of a row, one after the other in the order of the columns; null stands for SQL's null. */
public interface RowValues {

    /** Adds a value of the type {@code text}. */
    RowValues text(String value) throws SQLException;

    /** Adds a value of the type {@code json}, in UTF-8. */
    RowValues json(byte[] value) throws SQLException;

    /** Adds a value of the type {@code bytea}. */
    RowValues bytes(byte[] value) throws SQLException;

    /** Adds a value of the type {@code smallint}. */
    RowValues smallint(int value) throws SQLException;

    /** Adds a value of the type {@code integer}. */
    RowValues integer(int value) throws SQLException;

    /** Adds a value of the type {@code bigint}. */
    RowValues bigint(long value) throws SQLException;

    /** Adds a value of the type {@code date}. */
    RowValues date(LocalDate value) throws SQLException;

    /** Adds a value of the type {@code timestamptz}, cut off to microseconds. */
    RowValues timestamp(Instant value) throws SQLException;
}
