package dev.recoup.load.ingest;

import dev.recoup.events.Topic;
import dev.recoup.testing.infra.BrokerProcess;
import dev.recoup.testing.infra.DevelopmentIssuer;
import dev.recoup.testing.infra.FreePorts;
import dev.recoup.testing.infra.JavaProcess;
import dev.recoup.testing.infra.PostgresServer;
import dev.recoup.testing.infra.PostgresServer.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Broker, database and token issuer that all contenders share, on this machine. */
final class Backing implements AutoCloseable {

    /** Where the contender that forwards sends to. */
    static final String FORWARD_TOPIC = "bench.forward";

    private static final List<String> BROKER_JVM = List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private static final Map<String, String> SIZE = Map.of(
            "shared_buffers", "1GB",
            "max_wal_size", "8GB",
            "checkpoint_timeout", "15min");

    private static final Logger LIBRARY = Logger.getLogger("io.zonky.test.db.postgres");

    private final Path directory;
    private final int kafkaPort = FreePorts.one();
    private final int postgresPort = FreePorts.one();
    private final DevelopmentIssuer issuer = DevelopmentIssuer.start();
    private PostgresServer postgres;
    private Process broker;

    private Backing(Path directory) {
        this.directory = directory;
    }

    /**
     * Starts everything.
     *
     * @throws IllegalStateException if the database would not keep what it has committed
     */
    static Backing start(Path directory) {
        Backing backing = new Backing(directory);
        backing.startDatabase();
        backing.sizeDatabase();
        backing.refuseUnsafeDatabase();
        backing.startBroker();
        backing.stampRecordsInTheLog();
        return backing;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    String issuerUrl() {
        return issuer.url().toString();
    }

    /** Returns the database's main process; empty where it runs in a container. */
    Optional<ProcessHandle> databaseProcess() {
        return postgres.pid().isPresent() ? ProcessHandle.of(postgres.pid().getAsLong()) : Optional.empty();
    }

    ProcessHandle brokerProcess() {
        return broker.toHandle();
    }

    Database newDatabase(String name) {
        return postgres.createDatabase(name, name, UUID.randomUUID().toString());
    }

    /** Frees the disk of a database that is not needed any more. */
    void drop(Database database) {
        administer("drop database " + database.name() + " with (force)");
    }

    void startDatabase() {
        postgres = PostgresServer.start(directory.resolve("postgres"), postgresPort);
    }

    /** Has the database do now what it would do some time after a load: its next minutes are those of a calm day. */
    void settle() {
        administer("checkpoint");
    }

    /** The same, after the service's own database was cleared of what a load leaves for its vacuum. */
    void settle(Database used) {
        try (Connection connection = DriverManager.getConnection(used.jdbcUrl(), used.username(), used.password());
                Statement vacuum = connection.createStatement()) {
            vacuum.execute("vacuum analyze");
        } catch (SQLException failure) {
            throw new IllegalStateException("The database of " + used.name() + " cannot be vacuumed", failure);
        }
        settle();
    }

    /** Ends the database as a power cut would. */
    void killDatabase() {
        ProcessHandle main = databaseProcess().orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(main), main.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        letGoOfTheDead();
    }

    /** Gives back what the library holds for the server; that it cannot be stopped any more is no news. */
    private void letGoOfTheDead() {
        LIBRARY.setLevel(Level.OFF);
        postgres.close();
        LIBRARY.setLevel(Level.SEVERE);
    }

    void startBroker() {
        broker = BrokerProcess.start(directory.resolve("kafka"), kafkaPort, directory.resolve("kafka.log"), BROKER_JVM);
    }

    void stopBroker() {
        JavaProcess.end(broker);
    }

    @Override
    public void close() {
        stopBroker();
        issuer.close();
        postgres.close();
    }

    /** As a database is sized that does this for a living, instead of one that is to run anywhere. */
    private void sizeDatabase() {
        SIZE.forEach((setting, value) -> administer("alter system set " + setting + " = '" + value + "'"));
        postgres.close();
        startDatabase();
    }

    private void refuseUnsafeDatabase() {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            if (!show(setting).equals("on")) {
                throw new IllegalStateException(
                        "The database runs with " + setting + " off: figures of such a database mean nothing");
            }
        }
    }

    private String show(String setting) {
        try (Connection connection = postgres.connectAsAdministrator();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        } catch (SQLException failure) {
            throw new IllegalStateException("The database does not say how it is set up", failure);
        }
    }

    private void administer(String statement) {
        try (Connection connection = postgres.connectAsAdministrator();
                Statement executed = connection.createStatement()) {
            executed.execute(statement);
        } catch (SQLException failure) {
            throw new IllegalStateException("The database refuses: " + statement, failure);
        }
    }

    /** A record's time is to say when it was in the broker's log. */
    private void stampRecordsInTheLog() {
        Map<String, String> stamped = Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            String events = Topic.DEBITURA_CASE_EVENTS.topicName();
            int partitions = admin.describeTopics(List.of(events))
                    .allTopicNames()
                    .get()
                    .get(events)
                    .partitions()
                    .size();
            admin.createTopics(List.of(new NewTopic(FORWARD_TOPIC, partitions, (short) 1).configs(stamped)))
                    .all()
                    .get();
            Collection<AlterConfigOp> changes = stamped.entrySet().stream()
                    .map(config -> new AlterConfigOp(
                            new ConfigEntry(config.getKey(), config.getValue()), AlterConfigOp.OpType.SET))
                    .collect(Collectors.toList());
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, events), changes))
                    .all()
                    .get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException refused) {
            throw new IllegalStateException("The broker refuses to stamp records", refused.getCause());
        }
    }

    /** Writes a file of settings and returns where it is. */
    Path settings(String name, Map<String, String> settings) {
        try {
            Path file = directory.resolve(name + ".properties");
            Files.write(
                    file,
                    settings.entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .toList());
            return file;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Returns a file for a program's output. */
    Path log(String name) {
        return directory.resolve(name + ".log");
    }
}
