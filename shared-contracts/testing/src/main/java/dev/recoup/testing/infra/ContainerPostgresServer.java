package dev.recoup.testing.infra;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.OptionalLong;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The server as {@code postgres:17} in a container. */
final class ContainerPostgresServer implements PostgresServer {

    /** The image; the property names a mirror or a locally built substitute. */
    static final DockerImageName IMAGE = DockerImageName.parse(
                    System.getProperty("recoup.postgres.image", "postgres:17"))
            .asCompatibleSubstituteFor("postgres");

    private final PostgreSQLContainer container;

    private ContainerPostgresServer(PostgreSQLContainer container) {
        this.container = container;
    }

    static ContainerPostgresServer start(int port) {
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE)
                .withDatabaseName("postgres")
                .withUsername("postgres")
                .withPassword("postgres")
                // The image would sort by the rules of a language, which the embedded server does not.
                .withEnv("POSTGRES_INITDB_ARGS", "--locale=C --encoding=UTF8")
                .withCommand(
                        "postgres",
                        "-c",
                        "fsync=on",
                        "-c",
                        "synchronous_commit=on",
                        "-c",
                        "full_page_writes=on",
                        "-c",
                        "max_connections=200",
                        "-c",
                        "timezone=UTC");
        LoopbackPort.publish(container, PostgreSQLContainer.POSTGRESQL_PORT, port);
        container.start();
        return new ContainerPostgresServer(container);
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + container.getHost() + ":"
                + container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT) + "/" + database;
    }

    @Override
    public Connection connectAsAdministrator() throws SQLException {
        return DriverManager.getConnection(jdbcUrl("postgres"), "postgres", "postgres");
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.empty();
    }

    @Override
    public void close() {
        container.stop();
    }
}
