package dev.recoup.debitura.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.testing.infra.PostgresServer;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several purses with one database are the replicas of a service. */
class SharedPurseTest {

    private static final AtomicInteger ENVIRONMENTS = new AtomicInteger();

    private static PostgresServer server;
    private static AgroalDataSource database;

    private final String environment = "environment-" + ENVIRONMENTS.incrementAndGet();

    @BeforeAll
    static void start() throws SQLException {
        server = PostgresServer.start();
        var created = server.createDatabase("budget", "budget", "secret");
        Flyway.configure()
                .dataSource(created.jdbcUrl(), created.username(), created.password())
                .locations("db/debitura")
                .load()
                .migrate();
        var pool = new AgroalDataSourceConfigurationSupplier();
        pool.connectionPoolConfiguration()
                .maxSize(10)
                .acquisitionTimeout(Duration.ofSeconds(10))
                .connectionFactoryConfiguration()
                .jdbcUrl(created.jdbcUrl())
                .principal(new NamePrincipal(created.username()))
                .credential(new SimplePassword(created.password()));
        database = AgroalDataSource.from(pool);
    }

    @AfterAll
    static void stop() {
        database.close();
        server.close();
    }

    /** Only the day is narrow: 400 calls, of which 100 may be made at once. */
    private Purse replica() {
        return Purse.shared(config(100), database, environment);
    }

    private static LimitsConfig config(int share) {
        var properties = Map.of(
                "recoup.debitura.limits.share", Integer.toString(share),
                "recoup.debitura.limits.per-minute", "1000000",
                "recoup.debitura.limits.per-hour", "1000000",
                "recoup.debitura.limits.per-day", "400");
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(LimitsConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(LimitsConfig.class);
    }

    @Test
    void replicas_spend_from_one_purse() {
        var one = replica();
        var other = replica();

        assertThat(one.take(60, Lane.SUBMISSION).calls()).isEqualTo(60);
        assertThat(other.take(60, Lane.SUBMISSION).calls()).isEqualTo(40);
        assertThat(one.take(1, Lane.SUBMISSION).calls()).isZero();
        assertThat(other.left()).containsEntry(Window.DAY, 0L);
    }

    @Test
    void replicas_that_take_at_the_same_time_never_take_a_call_twice() throws Exception {
        var taken = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int replica = 0; replica < 6; replica++) {
                taken.add(threads.submit(() -> {
                    var purse = replica();
                    int calls = 0;
                    for (int attempt = 0; attempt < 60; attempt++) {
                        calls += purse.take(3, Lane.SUBMISSION).calls();
                    }
                    return calls;
                }));
            }
        }
        int sum = 0;
        for (var calls : taken) {
            sum += calls.get();
        }
        assertThat(sum).isEqualTo(100);
    }

    @Test
    void a_replica_that_starts_again_goes_on_where_it_was() {
        replica().take(70, Lane.SUBMISSION);

        assertThat(replica().take(70, Lane.SUBMISSION).calls()).isEqualTo(30);
    }

    @Test
    void an_operator_changes_the_share_while_the_service_runs() throws SQLException {
        var purse = replica();
        purse.look();
        assertThat(purse.left()).containsEntry(Window.DAY, 100L);

        execute("update debitura_budget set share = 10");
        await().untilAsserted(() -> {
            purse.look();
            assertThat(purse.share()).isEqualTo(10);
        });
        purse.look();
        assertThat(purse.left()).containsEntry(Window.DAY, 10L);

        execute("update debitura_budget set share = null");
        await().untilAsserted(() -> {
            purse.look();
            assertThat(purse.share()).isEqualTo(100);
        });
    }

    @Test
    void another_configured_share_holds_from_the_next_start() {
        replica().look();

        var restarted = Purse.shared(config(50), database, environment);
        restarted.look();

        assertThat(restarted.left()).containsEntry(Window.DAY, 50L);
    }

    @Test
    void a_pause_stops_every_replica_and_halves_the_rate_after_it() {
        var one = replica();
        var other = replica();
        assertThat(other.take(1, Lane.SUBMISSION).calls()).isEqualTo(1);

        one.pause(Duration.ofSeconds(2));

        assertThat(one.take(1, Lane.SUBMISSION).calls()).isZero();
        await().until(() -> other.take(1, Lane.SUBMISSION).pause().compareTo(Duration.ofMillis(100)) > 0);
        var before = other.left().get(Window.DAY);
        await().until(() -> other.take(1, Lane.SUBMISSION).calls() == 1);
        assertThat(other.left()).containsEntry(Window.DAY, before - 2);
    }

    private void execute(String update) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(update + " where environment = ?")) {
            statement.setString(1, environment);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
