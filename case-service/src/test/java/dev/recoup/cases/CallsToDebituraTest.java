package dev.recoup.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recoup.debitura.DebituraReferral;
import dev.recoup.testing.RecoupTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What holds for every call that a service makes to Debitura. */
@RecoupTest(service = "case-service")
class CallsToDebituraTest {

    @Inject
    DebituraReferral debitura;

    @Inject
    DataSource database;

    @Inject
    MeterRegistry meters;

    @Test
    void a_call_inside_a_transaction_is_refused_before_anything_is_sent() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().call(debitura::me))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Debitura must not be called inside a transaction");
    }

    @Test
    void a_call_takes_its_token_from_the_database_of_the_service() throws SQLException {
        debitura.me();

        try (var connection = database.getConnection();
                var row = connection
                        .createStatement()
                        .executeQuery("select state is not null from debitura_budget where environment = 'test'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getBoolean(1)).isTrue();
        }
        assertThat(meters.get("recoup.debitura.limits.share").gauge().value()).isEqualTo(50);
    }
}
