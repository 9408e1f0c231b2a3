package dev.recoup.debitura;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.recoup.debitura.customer.AdvanceTestCase;
import dev.recoup.debitura.customer.FireTestEvent;
import dev.recoup.debitura.customer.TestCaseState;
import dev.recoup.debitura.referral.TestEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must never leave a deployment that serves Debitura's production environment. */
@QuarkusTest
@TestProfile(ProductionTest.Production.class)
@WithTestResource(FreePorts.class)
class ProductionTest {

    /** A deployment for Debitura's production environment. */
    public static class Production implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("recoup.environment", "production");
        }
    }

    @Inject
    DebituraReferral referralApi;

    @Inject
    DebituraTestCases testCases;

    @Inject
    DebituraConfig config;

    private WireServer referral;
    private WireServer customer;

    @BeforeEach
    void start() throws IOException {
        referral = new WireServer(config.referralUrl());
        customer = new WireServer(config.customerUrl());
    }

    @AfterEach
    void stop() {
        referral.close();
        customer.close();
    }

    @Test
    void test_operations_of_the_referral_api_are_refused_before_anything_is_sent() {
        refused("resetClient", () -> referralApi.resetClient("t"));
        refused("isClientDeletable", () -> referralApi.deletability("t"));
        refused(
                "triggerTestWebhook",
                () -> referralApi.fireTestEvent(TestEvent.ofCase("case.created", UUID.randomUUID())));
    }

    @Test
    void test_operations_of_the_customer_api_are_refused_before_anything_is_sent() {
        var id = UUID.randomUUID();
        refused("advanceTestCase", () -> testCases.advance("t", id, new AdvanceTestCase(TestCaseState.ACTIVE, null)));
        refused("deleteTestCase", () -> testCases.delete("t", id));
        refused("deleteTestCasesByTag", () -> testCases.deleteByTag("t", "run-1"));
        refused("fireTestWebhook", () -> testCases.fire("t", new FireTestEvent("case.created", id, null)));
    }

    @Test
    void other_operations_pass() {
        referral.on("POST /clients/t/withdraw", 204, "");

        assertThat(referralApi.withdrawClient("t")).isEqualTo(new WithdrawalOutcome.Withdrawn());
        assertThat(referral.requests()).hasSize(1);
    }

    private void refused(String operation, ThrowingCallable work) {
        assertThatThrownBy(work).asInstanceOf(type(DebituraException.class)).satisfies(failed -> {
            assertThat(failed.error()).isEqualTo(new DebituraError.TestEnvironmentOnly());
            assertThat(failed.operation()).isEqualTo(operation);
            assertThat(RetryPolicy.of(failed.error())).isEqualTo(RetryPolicy.NEVER);
        });
        assertThat(referral.requests()).isEmpty();
        assertThat(customer.requests()).isEmpty();
    }
}
