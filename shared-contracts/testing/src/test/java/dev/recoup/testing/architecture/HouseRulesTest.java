package dev.recoup.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    record Clean(BigDecimal fee, Instant at) {
        static Clean now(Clock clock) {
            return new Clean(BigDecimal.ONE, clock.instant());
        }
    }

    record FloatingFee(double fee) {}

    record OwnTime(Instant at) {
        static OwnTime now() {
            return new OwnTime(Instant.now());
        }
    }

    static final class FeeManager {}

    static final class InOrder {
        @Incoming("commands")
        @Blocking
        void on(String command) {}
    }

    static final class Overtaking {
        @Incoming("commands")
        @RunOnVirtualThread
        void on(String command) {}
    }

    record Neighbour(dev.recoup.cases.fixture.OfCases other) {}

    @Test
    void clean_code_breaks_no_rule() {
        assertThat(broken(Clean.class)).isEmpty();
    }

    @Test
    void a_floating_point_fee_is_refused() {
        assertThat(broken(FloatingFee.class)).containsExactly("money and percentages are BigDecimal");
    }

    @Test
    void time_that_is_not_the_clocks_is_refused() {
        assertThat(broken(OwnTime.class))
                .containsExactly("time comes from the injected Clock, so that tests can move it");
    }

    @Test
    void a_name_that_says_nothing_is_refused() {
        assertThat(broken(FeeManager.class)).containsExactly("names come from the domain");
    }

    @Test
    void records_that_overtake_each_other_are_refused() {
        assertThat(broken(InOrder.class)).isEmpty();
        assertThat(broken(Overtaking.class))
                .containsExactly("records of a partition are handled one after the other, and handlers block;"
                        + " on virtual threads they would overtake each other");
    }

    @Test
    void a_service_that_knows_another_one_is_refused() {
        assertThat(broken(Neighbour.class)).containsExactly("services talk to each other through topics only");
    }

    @Test
    void a_package_without_classes_is_no_success() {
        assertThatThrownBy(() -> HouseRules.holdFor("dev.recoup.nowhere"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("No classes under dev.recoup.nowhere to check");
    }

    @Test
    void real_classes_are_found_and_checked() {
        assertThatCode(() -> HouseRules.holdFor("dev.recoup.events")).doesNotThrowAnyException();
    }

    private static List<String> broken(Class<?> checked) {
        JavaClasses classes = new ClassFileImporter().importClasses(checked);
        return HouseRules.rules("dev.recoup.revenue").stream()
                .filter(rule -> !rule.getDescription()
                        .startsWith(
                                "no classes should depend on classes that reside in any package ['dev.recoup.sandbox"))
                .map(rule -> rule.allowEmptyShould(true).evaluate(classes))
                .filter(EvaluationResult::hasViolation)
                .map(result -> result.getFailureReport().toString())
                .map(report -> report.substring(
                        report.indexOf("because ") + "because ".length(), report.indexOf("' was violated")))
                .toList();
    }
}
