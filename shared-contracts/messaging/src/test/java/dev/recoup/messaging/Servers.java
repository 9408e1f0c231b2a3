package dev.recoup.messaging;

import dev.recoup.testing.infra.KafkaBroker;
import dev.recoup.testing.infra.PostgresServer;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** One real broker and one real PostgreSQL for all tests of the run; every test class has a database of its own. */
public final class Servers {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Servers() {}

    public static String bootstrapServers() {
        return Broker.RUNNING.bootstrapServers();
    }

    public static Map<String, Object> brokerConfiguration() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    public static void createTopic(String name, int partitions, Map<String, String> configs) {
        Broker.RUNNING.createTopic(name, partitions, configs);
    }

    /** Makes a database with this module's tables. */
    public static PostgresServer.Database newDatabase() {
        String name = "messaging_" + DATABASES.incrementAndGet();
        return withTables(Database.RUNNING.createDatabase(name, name, "secret"));
    }

    /** Makes this module's tables in a database. */
    public static PostgresServer.Database withTables(PostgresServer.Database database) {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.username(), database.password())
                .locations("db/messaging")
                .load()
                .migrate();
        return database;
    }

    public static AgroalDataSource pool(PostgresServer.Database database) {
        return pool(database.jdbcUrl(), database.username(), database.password());
    }

    public static AgroalDataSource pool(String url, String username, String password) {
        var configuration = new AgroalDataSourceConfigurationSupplier();
        configuration
                .connectionPoolConfiguration()
                .maxSize(20)
                .acquisitionTimeout(Duration.ofSeconds(10))
                .exceptionSorter(new PostgreSQLExceptionSorter())
                .connectionFactoryConfiguration()
                .jdbcUrl(url)
                .principal(new NamePrincipal(username))
                .credential(new SimplePassword(password));
        try {
            return AgroalDataSource.from(configuration);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static long number(DataSource dataSource, String query) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(query);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void execute(DataSource dataSource, String statement) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Broker {
        static final KafkaBroker RUNNING = KafkaBroker.start();
    }

    private static final class Database {
        static final PostgresServer RUNNING = PostgresServer.start();
    }
}
