package dev.recoup.systemtests.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.systemtests.stack.StackRun.CheckLine;
import dev.recoup.systemtests.stack.StackRun.CheckLine.Result;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The demo notices when a service is not there.
 *
 * <p>Without one of the first three most checks wait in vain, which takes minutes: those runs are made with
 * {@code -Drecoup.stopped-services=all}.
 */
class StoppedServiceTest {

    private static final String ALL = "recoup.stopped-services";
    private static final int PORT_OFFSET = 2000;

    @Test
    void without_revenue_service_its_checks_fail_and_no_other() {
        assertThat(failuresWithout("revenue-service"))
                .containsExactly(
                        "figures equal what was earned, to the cent",
                        "figures follow a fee that is ready to be invoiced",
                        "with a falsified summary the figures stand and a finding appears",
                        "revenue-service is healthy and shows its figures",
                        "one correlation id leads through the logs of all four services");
    }

    @Test
    @EnabledIfSystemProperty(named = ALL, matches = "all")
    void without_webhook_ingest_service_its_checks_fail() {
        assertThat(failuresWithout("webhook-ingest-service"))
                .contains(
                        "a signed webhook is on Kafka, and Debitura got its 200",
                        "a webhook with a wrong signature gets 401",
                        "webhook-ingest-service is healthy and shows its figures");
    }

    @Test
    @EnabledIfSystemProperty(named = ALL, matches = "all")
    void without_onboarding_service_its_checks_fail() {
        assertThat(failuresWithout("onboarding-service"))
                .contains(
                        "a client that has signed already is ready at once",
                        "onboarding-service is healthy and shows its figures");
    }

    @Test
    @EnabledIfSystemProperty(named = ALL, matches = "all")
    void without_case_service_its_checks_fail() {
        assertThat(failuresWithout("case-service"))
                .contains(
                        "a case request waits for its client, and nothing is sent",
                        "case-service is healthy and shows its figures");
    }

    private List<String> failuresWithout(String service) {
        ProjectFolder folder = ProjectFolder.fresh("without-" + service);
        try (StackRun run = StackRun.started(folder, PORT_OFFSET, "--exit", "--without", service)) {
            assertThat(run.exitStatus()).as(run.text()).isEqualTo(1);
            System.out.println(run.text());
            List<String> failures = run.checks().stream()
                    .filter(check -> check.result() == Result.FAIL)
                    .map(CheckLine::name)
                    .toList();
            int passed = run.checks().size() - failures.size();
            assertThat(run.text().lines())
                    .contains("demo: " + passed + " checks passed, " + failures.size() + " failed");
            await().atMost(Duration.ofSeconds(15))
                    .untilAsserted(() -> assertThat(run.remains()).isEmpty());
            return failures;
        }
    }
}
