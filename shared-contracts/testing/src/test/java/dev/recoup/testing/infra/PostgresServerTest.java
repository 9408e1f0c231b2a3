package dev.recoup.testing.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recoup.testing.infra.PostgresServer.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresServerTest {

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_commit_is_on_disk_before_it_is_answered() throws SQLException {
        try (Connection connection = server.connectAsAdministrator()) {
            assertThat(shown(connection, "fsync")).isEqualTo("on");
            assertThat(shown(connection, "synchronous_commit")).isEqualTo("on");
            assertThat(shown(connection, "full_page_writes")).isEqualTo("on");
        }
    }

    @Test
    void it_is_postgresql_17_with_room_for_200_connections() throws SQLException {
        try (Connection connection = server.connectAsAdministrator()) {
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(17);
            assertThat(shown(connection, "max_connections")).isEqualTo("200");
        }
    }

    @Test
    void text_is_sorted_by_its_bytes() throws SQLException {
        try (Connection connection = server.connectAsAdministrator();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select string_agg(word, ' ' order by word) from (values ('a'), ('B'), ('b')) words (word)")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("B a b");
        }
    }

    @Test
    void a_role_works_in_its_own_database() throws SQLException {
        Database own = server.createDatabase("own", "own_role", "own-password");
        try (Connection connection = own.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table note (text text)");
            statement.execute("insert into note values ('kept')");
            try (ResultSet rows = statement.executeQuery("select text from note")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("kept");
            }
        }
    }

    @Test
    void a_role_cannot_connect_to_another_roles_database() {
        Database first = server.createDatabase("first", "first_role", "first-password");
        Database second = server.createDatabase("second", "second_role", "second-password");

        assertThatThrownBy(() -> DriverManager.getConnection(second.jdbcUrl(), first.username(), first.password()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied for database \"second\"");
    }

    @Test
    void creating_a_database_again_keeps_its_content() throws SQLException {
        Database once = server.createDatabase("again", "again_role", "again-password");
        try (Connection connection = once.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table note (text text)");
        }
        Database twice = server.createDatabase("again", "again_role", "again-password");
        try (Connection connection = twice.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from note")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    private static String shown(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show " + setting)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
