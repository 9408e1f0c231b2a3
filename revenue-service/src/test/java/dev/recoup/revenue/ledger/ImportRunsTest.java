package dev.recoup.revenue.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recoup.testing.MutableClock;
import dev.recoup.testing.RecoupTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "revenue-service")
class ImportRunsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Inject
    ImportRuns runs;

    @Inject
    DataSource database;

    @Inject
    MutableClock clock;

    private String environment;

    @BeforeEach
    void nameAnEnvironment() {
        environment = "environment-" + UUID.randomUUID();
        runs.ensureTimetable(environment);
    }

    @Test
    void a_complete_run_says_as_of_when_and_the_next_waits_for_its_time() {
        ImportRuns.Claim claim = claimed();
        complete(claim);
        assertThat(runs.completeAsOf(environment).map(Instant::toEpochMilli))
                .contains(claim.startedAt().toEpochMilli());
        assertThat(runs.claim(environment)).isEmpty();
        clock.advance(HOUR.plusSeconds(1));
        assertThat(runs.claim(environment).map(ImportRuns.Claim::sweep)).contains(2L);
    }

    @Test
    void a_run_that_is_given_back_is_not_complete_and_is_repeated() {
        runs.giveBack(claimed(), Duration.ZERO);
        assertThat(runs.completeAsOf(environment)).isEqualTo(Optional.empty());
        assertThat(runs.claim(environment).map(ImportRuns.Claim::sweep)).contains(2L);
    }

    @Test
    void runs_that_are_given_back_are_counted_until_one_is_complete() {
        runs.giveBack(claimed(), Duration.ZERO);
        runs.giveBack(claimed(), Duration.ZERO);
        ImportRuns.Claim third = claimed();
        assertThat(third.failures()).isEqualTo(2);
        complete(third);
        clock.advance(HOUR.plusSeconds(1));
        assertThat(claimed().failures()).isZero();
    }

    @Test
    void a_wish_that_comes_during_a_run_makes_the_next_due_at_once() {
        ImportRuns.Claim claim = claimed();
        QuarkusTransaction.requiringNew().run(() -> runs.want(environment, "correlation"));
        assertThat(runs.claim(environment)).isEmpty();
        complete(claim);
        assertThat(runs.claim(environment).map(ImportRuns.Claim::correlationId)).contains("correlation");
    }

    @Test
    void a_wish_does_not_shorten_the_pause_after_a_run_that_failed() {
        runs.giveBack(claimed(), HOUR);
        QuarkusTransaction.requiringNew().run(() -> runs.want(environment, "correlation"));
        assertThat(runs.claim(environment)).isEmpty();
        clock.advance(HOUR.plusSeconds(1));
        assertThat(claimed().correlationId()).isEqualTo("correlation");
    }

    @Test
    void a_run_whose_lease_has_ended_keeps_nothing_once_another_has_begun() throws SQLException {
        ImportRuns.Claim lost = claimed();
        endTheLease();
        ImportRuns.Claim next = claimed();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> runs.hold(lost)))
                .isInstanceOf(ImportRuns.ClaimLost.class);
        assertThatThrownBy(() -> complete(lost)).isInstanceOf(ImportRuns.ClaimLost.class);
        assertThat(runs.completeAsOf(environment)).isEqualTo(Optional.empty());
        complete(next);
        assertThat(runs.completeAsOf(environment)).isPresent();
    }

    private ImportRuns.Claim claimed() {
        return runs.claim(environment).orElseThrow();
    }

    private void complete(ImportRuns.Claim claim) {
        QuarkusTransaction.requiringNew().run(() -> runs.complete(claim, HOUR));
    }

    private void endTheLease() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update ledger_import set lease_until = clock_timestamp() - interval '1 second'"
                                + " where environment = ?")) {
            update.setString(1, environment);
            update.executeUpdate();
        }
    }
}
