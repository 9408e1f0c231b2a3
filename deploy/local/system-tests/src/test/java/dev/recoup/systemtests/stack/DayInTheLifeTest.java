package dev.recoup.systemtests.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.systemtests.Project;
import dev.recoup.systemtests.stack.StackRun.CheckLine;
import dev.recoup.systemtests.stack.StackRun.CheckLine.Result;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code ./recoup up --exit}, seen from outside: what it prints, what it writes and what it leaves. */
class DayInTheLifeTest {

    private static final int PORT_OFFSET = 2000;
    private static final Pattern CORRELATION_ID = Pattern.compile("day-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Of the people and companies of the demo; clients' addresses are all at one domain. */
    private static final List<String> PERSONAL = List.of(
            "Mistral Exemple",
            "Lou Exemple",
            "rue des Tests",
            "@mistral.example",
            "@example.com",
            "Ada Example",
            "Signed Demo GmbH",
            "New Demo Ltd",
            "Known Demo BV");

    private static StackRun run;
    private static int exitStatus;

    @BeforeAll
    static void play() {
        run = StackRun.started(ProjectFolder.fresh("day-in-the-life"), PORT_OFFSET, "--exit");
        exitStatus = run.exitStatus();
        System.out.println(run.text());
    }

    @AfterAll
    static void end() {
        run.close();
    }

    @Test
    void every_check_passes_and_the_exit_status_says_so() {
        assertThat(run.checks())
                .as(run.text())
                .isNotEmpty()
                .extracting(CheckLine::result)
                .containsOnly(Result.OK);
        assertThat(run.text().lines()).contains("demo: " + run.checks().size() + " checks passed, 0 failed");
        assertThat(exitStatus).isZero();
    }

    @Test
    void the_readme_lists_the_checks_that_are_made() {
        assertThat(Readme.in(Project.root()).bullets("The day in the life"))
                .isEqualTo(run.checks().stream().map(CheckLine::name).toList());
    }

    @Test
    void one_correlation_id_is_in_the_logs_of_all_four_services() {
        Map<String, Set<String>> ids = StackRun.SERVICES.stream()
                .collect(Collectors.toMap(
                        service -> service, service -> correlationIds(run.logs().get(service + ".log"))));
        Set<String> all = ids.values().stream().flatMap(Set::stream).collect(Collectors.toSet());

        assertThat(all).hasSize(1);
        assertThat(ids).allSatisfy((service, found) -> assertThat(found).isEqualTo(all));
    }

    @Test
    void no_log_holds_personal_data_or_a_secret() {
        // The four passwords, the secret of webhooks, the key that encrypts such, and the key that all services share.
        assertThat(run.secrets()).hasSize(7).contains("sandbox-key");
        assertThat(run.logs().keySet())
                .containsAll(StackRun.SERVICES.stream()
                        .map(service -> service + ".log")
                        .toList());

        assertThat(leaksIn(run.logs())).isEmpty();
        assertThat(leaksIn(Map.of("terminal", run.text()))).isEmpty();
    }

    @Test
    void a_leak_is_found() {
        String secret = run.secrets().stream().sorted().findFirst().orElseThrow();

        assertThat(leaksIn(Map.of(
                        "one.log", "x Bearer eyJhbGciOi x", "two.log", "to ada@example.com", "three.log", secret)))
                .containsExactlyInAnyOrder("Bearer ey in one.log", "@example.com in two.log", "a secret in three.log");
    }

    @Test
    void nothing_is_left_running() {
        // Launcher, guard, Kafka, PostgreSQL, sandbox and the four services were there.
        assertThat(run.processes()).hasSizeGreaterThanOrEqualTo(9);

        // The guard of the processes notices the end of its launcher a moment later.
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(run.remains()).isEmpty());
    }

    private static Set<String> correlationIds(String log) {
        return CORRELATION_ID.matcher(log).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Set<String> leaksIn(Map<String, String> texts) {
        Set<String> leaks = new TreeSet<>();
        texts.forEach((name, text) -> {
            Stream.concat(PERSONAL.stream(), Stream.of("Bearer ey"))
                    .filter(text::contains)
                    .forEach(each -> leaks.add(each + " in " + name));
            if (run.secrets().stream().anyMatch(text::contains)) {
                leaks.add("a secret in " + name);
            }
        });
        return leaks;
    }
}
