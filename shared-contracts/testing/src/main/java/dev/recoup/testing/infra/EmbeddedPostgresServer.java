package dev.recoup.testing.infra;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;

/** PostgreSQL's own binaries from Maven artifacts, as a process of their own. */
final class EmbeddedPostgresServer implements PostgresServer {

    private final EmbeddedPostgres server;

    private final Path dataDirectory;

    private EmbeddedPostgresServer(EmbeddedPostgres server, Path dataDirectory) {
        this.server = server;
        this.dataDirectory = dataDirectory;
    }

    static EmbeddedPostgresServer start(Path dataDirectory, int port) {
        try {
            Files.createDirectories(dataDirectory.toAbsolutePath().getParent());
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setPort(port == 0 ? FreePorts.one() : port)
                    .setDataDirectory(dataDirectory)
                    .setCleanDataDirectory(false)
                    // The library starts the server with -F, for which a commit is not on disk; a later -c wins.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("timezone", "UTC")
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("encoding", "UTF8")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
            ProcessGuard.watch(pidOf(dataDirectory), ProcessGuard.Stop.POSTGRES_FAST);
            return new EmbeddedPostgresServer(server, dataDirectory);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start in " + dataDirectory, e);
        }
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
    }

    @Override
    public Connection connectAsAdministrator() throws SQLException {
        return DriverManager.getConnection(jdbcUrl("postgres"), "postgres", "postgres");
    }

    private static long pidOf(Path dataDirectory) throws IOException {
        return Long.parseLong(Files.readAllLines(dataDirectory.resolve("postmaster.pid"))
                .getFirst()
                .strip());
    }

    @Override
    public OptionalLong pid() {
        try {
            return OptionalLong.of(pidOf(dataDirectory));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        try {
            OptionalLong pid = pid();
            server.close();
            pid.ifPresent(ProcessGuard::forget);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
