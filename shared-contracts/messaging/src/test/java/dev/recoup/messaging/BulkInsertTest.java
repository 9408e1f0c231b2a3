package dev.recoup.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkInsertTest {

    private static final Instant LONG_AGO = Instant.parse("1999-12-31T23:59:59.123456789Z");

    private final BulkInsert<Integer> insert = new BulkInsert<>(
            "sample",
            List.of("number", "small", "whole", "words", "raw", "document", "day", "at"),
            number -> 1,
            (number, values) -> values.bigint(number)
                    .smallint(-number)
                    .integer(number * 100_000)
                    .text("Straße " + number)
                    .bytes(new byte[] {0, (byte) (int) number})
                    .json("{\"ä\":1}".getBytes(UTF_8))
                    .date(LocalDate.of(1999, 12, 31).plusDays(number))
                    .timestamp(LONG_AGO));

    private final BulkInsert<Integer> nothing = new BulkInsert<>(
            "sample",
            List.of("number", "words", "raw", "document", "day", "at"),
            number -> 1,
            (number, values) -> values.bigint(number)
                    .text(null)
                    .bytes(null)
                    .json(null)
                    .date(null)
                    .timestamp(null));

    private DataSource database;

    @BeforeEach
    void table() {
        database = Servers.pool(Servers.newDatabase());
        Servers.execute(
                database,
                "create table sample (number bigint primary key, small smallint, whole integer, words text, raw bytea,"
                        + " document json, day date, at timestamptz)");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 500})
    void rows_are_inserted_as_they_were_given(int rows) throws Exception {
        write(insert, rows);
        assertThat(Servers.number(
                        database,
                        "select count(*) from sample where small = -number and whole = number * 100000"
                                + " and words = 'Straße ' || number and octet_length(raw) = 2"
                                + " and get_byte(raw, 1) = number % 256 and document ->> 'ä' = '1'"
                                + " and day = date '1999-12-31' + number::integer"
                                + " and at = timestamptz '1999-12-31T23:59:59.123456Z'"))
                .isEqualTo(rows);
    }

    @Test
    void what_is_absent_is_null() throws Exception {
        write(nothing, 7);
        assertThat(Servers.number(
                        database, "select count(*) from sample where num_nulls(words, raw, document, day, at) = 5"))
                .isEqualTo(7);
    }

    @Test
    void a_row_that_is_refused_leaves_none_of_the_others() throws Exception {
        write(insert, 1);
        assertThatThrownBy(() -> write(insert, 7))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("duplicate key");
        assertThat(Servers.number(database, "select count(*) from sample")).isOne();
    }

    private void write(BulkInsert<Integer> to, int rows) throws Exception {
        new JdbcTransactions(database).inNewTransaction((Connection connection) -> {
            to.into(connection, IntStream.rangeClosed(1, rows).boxed().toList());
            return rows;
        });
    }
}
