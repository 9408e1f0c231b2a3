package dev.recoup.testing.infra;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** A running PostgreSQL on the loopback interface that loses nothing it has committed. */
public interface PostgresServer extends AutoCloseable {

    /**
     * Starts a server on a free port with data that goes away when it is closed.
     *
     * @return a server that accepts connections
     */
    static PostgresServer start() {
        return start(LocalDirectories.temporary("recoup-postgres-"), 0);
    }

    /**
     * Starts a server on a given port.
     *
     * @param dataDirectory where the embedded server keeps its data; created if missing, continued if it holds data; a
     *     container keeps its data inside and does not use it
     * @param port the port on 127.0.0.1, or 0 for a free one
     * @return a server that accepts connections, with {@code fsync} and {@code synchronous_commit} on
     */
    static PostgresServer start(Path dataDirectory, int port) {
        return switch (Infrastructure.chosen()) {
            case EMBEDDED -> EmbeddedPostgresServer.start(dataDirectory, port);
            case CONTAINERS -> ContainerPostgresServer.start(port);
        };
    }

    /**
     * The address of a database of this server, without user and password.
     *
     * @param database the database's name
     * @return a JDBC address
     */
    String jdbcUrl(String database);

    /**
     * A connection of the server's administrator.
     *
     * @return an open connection, to be closed by the caller
     * @throws SQLException when the server does not answer
     */
    Connection connectAsAdministrator() throws SQLException;

    /**
     * The server's main process.
     *
     * @return its process id, or empty when it runs in a container or has ended
     */
    OptionalLong pid();

    /** Stops the server. */
    @Override
    void close();

    /**
     * Creates a database and a role of its own, which may do everything there and connect to no other one.
     *
     * @param name the database; lower-case letters, digits and underscores
     * @param role the role; lower-case letters, digits and underscores
     * @param password the role's password
     * @return how to connect
     */
    default Database createDatabase(String name, String role, String password) {
        Pattern plain = Pattern.compile("[a-z][a-z0-9_]*");
        if (!plain.matcher(name).matches() || !plain.matcher(role).matches()) {
            throw new IllegalArgumentException(
                    "Database and role are lower-case letters, digits and underscores: " + name + ", " + role);
        }
        try (Connection connection = connectAsAdministrator();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "select 1 from pg_roles where rolname = '" + role + "'")) {
                statement.execute("create role " + role + " login nosuperuser nocreatedb nocreaterole password '"
                        + password.replace("'", "''") + "'");
            }
            if (!exists(statement, "select 1 from pg_database where datname = '" + name + "'")) {
                statement.execute("create database " + name + " owner " + role);
            }
            statement.execute("revoke all on database " + name + " from public");
            return new Database(name, jdbcUrl(name), role, password);
        } catch (SQLException e) {
            throw new IllegalStateException("Database " + name + " was not created", e);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /**
     * One database with the role that owns it.
     *
     * @param name the database's name
     * @param jdbcUrl its JDBC address, without user and password
     * @param username the owning role
     * @param password the owning role's password
     */
    record Database(String name, String jdbcUrl, String username, String password) {

        /**
         * Connects as the owning role.
         *
         * @return an open connection, to be closed by the caller
         * @throws SQLException when the server refuses
         */
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(jdbcUrl, username, password);
        }

        @Override
        public String toString() {
            return "Database[" + name + ", " + jdbcUrl + ", " + username + "]";
        }
    }
}
