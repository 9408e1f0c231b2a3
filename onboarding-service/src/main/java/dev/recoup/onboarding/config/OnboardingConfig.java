package dev.recoup.onboarding.config;

import dev.recoup.debitura.RetryPolicy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What can be set of onboarding; the defaults suit production. Checked at start by {@link OnboardingConfigCheck}. */
@ConfigMapping(prefix = "recoup.onboarding")
public interface OnboardingConfig {

    /**
     * How long a call to Debitura holds its client. An expired lease means that the outcome is unknown, so this must be
     * longer than the wait for a turn and the connect and read timeouts together.
     */
    @WithDefault("60s")
    Duration leaseTime();

    /** How many calls to Debitura may be under way at once, for requests and for refreshes each. */
    @WithDefault("4")
    int concurrency();

    /** How long the loops rest when nothing is due and nobody wakes them. */
    @WithDefault("500ms")
    Duration poll();

    /** How often a client that waits for its user is read again, in case a webhook was missed. */
    @WithDefault("1h")
    Duration waitingRefresh();

    /**
     * For how long Debitura lets the owner of an account answer a link request: its {@code ApprovalTtlDays} for this
     * partner, 1 to 30 days. A request of which nothing was heard for longer counts as expired, so while it is not known
     * exactly, the longest is right.
     */
    @WithDefault("30d")
    Duration linkRequestLifetime();

    /** The pause after the first failed call; it doubles with every further one. */
    @WithDefault(RetryPolicy.FIRST_PAUSE_SETTING)
    Duration firstBackOff();

    /** The longest pause after failed calls. */
    @WithDefault(RetryPolicy.LONGEST_PAUSE_SETTING)
    Duration longestBackOff();

    /** How long an onboarding by REST waits for Debitura's answer before it says 202. */
    @WithDefault("8s")
    Duration answerWait();
}
