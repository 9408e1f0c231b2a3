package dev.recoup.onboarding.config;

import dev.recoup.debitura.DebituraConfig;
import dev.recoup.debitura.limits.LimitsConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Refuses to start with settings that would break a promise. */
@Singleton
final class OnboardingConfigCheck {

    void check(@Observes StartupEvent starting, OnboardingConfig config, DebituraConfig debitura, LimitsConfig limits) {
        Duration call = limits.backgroundWait().plus(debitura.connectTimeout()).plus(debitura.readTimeout());
        require(
                config.leaseTime().compareTo(call) > 0,
                "recoup.onboarding.lease-time is " + config.leaseTime() + ": set it above " + call
                        + ", the longest time that a call to Debitura may take");
        require(config.concurrency() > 0, "recoup.onboarding.concurrency: set it to 1 or more");
        require(config.poll().isPositive(), "recoup.onboarding.poll: set it above zero");
        require(config.waitingRefresh().isPositive(), "recoup.onboarding.waiting-refresh: set it above zero");
        require(
                config.firstBackOff().isPositive() && config.longestBackOff().compareTo(config.firstBackOff()) >= 0,
                "recoup.onboarding.first-back-off: set it above zero and not above longest-back-off");
        require(
                config.linkRequestLifetime().compareTo(Duration.ofDays(1)) >= 0
                        && config.linkRequestLifetime().compareTo(Duration.ofDays(30)) <= 0,
                "recoup.onboarding.link-request-lifetime is " + config.linkRequestLifetime()
                        + ": set it to what Debitura grants, 1 to 30 days");
        require(!config.answerWait().isNegative(), "recoup.onboarding.answer-wait: set it to zero or more");
    }

    private static void require(boolean kept, String message) {
        if (!kept) {
            throw new IllegalArgumentException(message);
        }
    }
}
