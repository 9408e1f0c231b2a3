package dev.recoup.ingest.subscriptions;

import static dev.recoup.ingest.WebhookSender.anyId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.debitura.DebituraCustomerWebhooks;
import dev.recoup.debitura.DebituraReferral;
import dev.recoup.debitura.referral.WebhookSubscription;
import dev.recoup.ingest.Operator;
import dev.recoup.ingest.Rows;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.Tokens;
import dev.recoup.testing.infra.PostgresServer.Database;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.NamedNativeQuery;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How subscriptions are compared with what Debitura has. */
@RecoupTest(service = "webhook-ingest-service")
class InspectionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Sandbox sandbox;
    Tokens tokens;
    Database database;

    @Inject
    ManagedSubscriptions subscriptions;

    @Inject
    Reconciliation reconciliation;

    @Inject
    Upkeep upkeep;

    @Inject
    ManagementConfig config;

    @Inject
    EntityManager entities;

    @Inject
    DebituraReferral referral;

    @Inject
    DebituraCustomerWebhooks customer;

    @Inject
    Clock clock;

    /**
     * An attempt has begun; the list is asked for; Debitura answers with what it has, then creates the subscription; the
     * attempt ends; then the list arrives.
     */
    @Test
    void one_that_was_created_while_the_list_was_on_its_way_is_not_missing() {
        String name = "look-" + anyId().substring(0, 12);
        Operator operator = new Operator(tokens, sandbox);
        Rows rows = new Rows(database);
        operator.created(name, "live");
        rows.run("""
                update webhook_subscription
                   set state = 'INTENDED', due_at = null, lease_until = clock_timestamp() + interval '5 minutes'
                 where name = '%s'
                """.formatted(name));
        AtomicBoolean looked = new AtomicBoolean();
        Inspection inspection = inspection(new AtDebitura(referral, customer) {
            @Override
            List<WebhookSubscription> all(Owner owner) {
                List<WebhookSubscription> before = super.all(owner).stream()
                        .filter(there -> !there.url().endsWith(name))
                        .toList();
                rows.run("update webhook_subscription set state = 'ACTIVE', lease_until = null where name = '%s'"
                        .formatted(name));
                looked.set(true);
                return before;
            }
        });

        await().atMost(PATIENCE).until(() -> {
            inspection.lookAtPartners(Duration.ofMillis(400));
            return looked.get();
        });

        assertThat(operator.state(name)).isEqualTo("ACTIVE");
        operator.call("DELETE", "/v1/subscriptions/" + name, "");
    }

    @ParameterizedTest
    @CsvSource({
        ManagedSubscription.OF_CLIENT + ", webhook_subscription_by_client",
        ManagedSubscription.OF_PARTNER + ", webhook_subscription_poll_due"
    })
    void the_subscriptions_of_one_owner_are_found_by_an_index(String query, String index) {
        String sql = Arrays.stream(ManagedSubscription.class.getAnnotationsByType(NamedNativeQuery.class))
                .filter(named -> named.name().equals(query))
                .findFirst()
                .orElseThrow()
                .query()
                .replace("order by name for update", "")
                .replace(":environment", "'test'")
                .replace(":tenant", "'ten-1'");

        assertThat(new Rows(database).plan(sql)).contains("using " + index).doesNotContain("Seq Scan");
    }

    private Inspection inspection(AtDebitura debitura) {
        return new Inspection(subscriptions, debitura, reconciliation, upkeep, config, entities, clock);
    }
}
