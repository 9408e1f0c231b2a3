package dev.recoup.stack.demo;

import dev.recoup.stack.Progress;
import dev.recoup.stack.StackUrls;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.Sandbox;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The day in the life: a list of named checks, played in order. What is expected comes from the sandbox's own books. */
public final class Demo {

    private final StackUrls urls;

    /**
     * A day to be played.
     *
     * @param urls where the running stack is
     */
    public Demo(StackUrls urls) {
        this.urls = urls;
    }

    /**
     * How it ended.
     *
     * @param passed checks that held
     * @param failed checks that did not
     */
    public record Result(int passed, int failed) {}

    /**
     * Plays all checks, those after a failed one too.
     *
     * @param progress where each check gets its line
     * @return how many held
     */
    public Result run(Progress progress) {
        Sandbox sandbox = new Sandbox(urls.referralApi(), urls.customerApi(), urls.pages());
        int passed = 0;
        Set<String> failed = new LinkedHashSet<>();
        try (EventProbe probe = new EventProbe(urls.kafka())) {
            for (Check check : checks(new Day(urls, sandbox, probe))) {
                try {
                    failWithoutWhatItNeeds(check, failed);
                    check.steps().run();
                    passed++;
                    progress.check(check.name(), "ok", "");
                } catch (InterruptedException ending) {
                    Thread.currentThread().interrupt();
                    return new Result(passed, failed.size() + 1);
                } catch (Exception | AssertionError e) {
                    failed.add(check.name());
                    progress.check(check.name(), "FAIL", e.getMessage() == null ? e.toString() : e.getMessage());
                }
            }
        }
        return new Result(passed, failed.size());
    }

    private static void failWithoutWhatItNeeds(Check check, Set<String> failed) {
        check.needs().stream().filter(failed::contains).findFirst().ifPresent(missing -> {
            throw new AssertionError("cannot be tried, since this failed: " + missing);
        });
    }

    private static List<Check> checks(Day day) {
        OnboardingChecks onboarding = new OnboardingChecks(day);
        CaseChecks cases = new CaseChecks(day);
        List<Check> checks = new ArrayList<>(new WebhookChecks(day).checks());
        checks.addAll(onboarding.beforeSigning());
        checks.addAll(cases.beforeSigning());
        checks.addAll(onboarding.signing());
        checks.addAll(cases.afterSigning());
        checks.addAll(new RevenueChecks(day).checks());
        checks.addAll(cases.afterTrouble());
        checks.addAll(new OperationChecks(day).checks());
        return checks;
    }
}
