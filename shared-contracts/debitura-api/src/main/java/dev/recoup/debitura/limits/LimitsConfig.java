package dev.recoup.debitura.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What Debitura allows per key (guide 25), and how much of it this service may use. */
@ConfigMapping(prefix = "recoup.debitura.limits")
public interface LimitsConfig {

    /**
     * This service's share of the limits in percent; those of all services that use one key add up to 100 at most. A row
     * in {@code debitura_budget} may change it at run time.
     *
     * @return 1 to 100
     */
    int share();

    /**
     * Calls per minute that Debitura allows the key.
     *
     * @return 1 or more
     */
    @WithDefault("2000")
    int perMinute();

    /**
     * Calls per clock hour that Debitura allows the key.
     *
     * @return 1 or more
     */
    @WithDefault("20000")
    int perHour();

    /**
     * Calls in 24 hours that Debitura allows the key.
     *
     * @return 1 or more
     */
    @WithDefault("100000")
    int perDay();

    /**
     * How long a call that somebody waits for may wait for its turn.
     *
     * @return above zero
     */
    @WithDefault("3s")
    Duration interactiveWait();

    /**
     * How long any other call may wait for its turn; whoever leases work must lease it for longer than this plus the
     * timeouts of the call.
     *
     * @return above zero
     */
    @WithDefault("10s")
    Duration backgroundWait();

    /**
     * The longest pause that is kept, whatever Debitura says; after it a call shows whether there is need for another.
     *
     * @return above zero
     */
    @WithDefault("1h")
    Duration longestPause();

    /**
     * How long the rate stays halved after Debitura said that it was too much.
     *
     * @return zero or more
     */
    @WithDefault("1m")
    Duration slowdown();

    /**
     * How long a call of a lane may wait for its turn.
     *
     * @param lane the lane
     * @return above zero
     */
    default Duration waitIn(Lane lane) {
        return switch (lane) {
            case INTERACTIVE -> interactiveWait();
            case SUBMISSION, REFRESH, RECONCILE, IMPORT -> backgroundWait();
        };
    }

    /**
     * What is wrong with the settings.
     *
     * @return one sentence for each, that says what to set
     */
    default List<String> problems() {
        var problems = new ArrayList<String>();
        if (share() < 1 || share() > 100) {
            problems.add("set recoup.debitura.limits.share to the percentage of Debitura's limits that this service may"
                    + " use, 1 to 100");
        }
        if (perMinute() < 1 || perHour() < 1 || perDay() < 1) {
            problems.add("set recoup.debitura.limits.per-minute, per-hour and per-day to what Debitura allows the key,"
                    + " one or more");
        }
        if (!interactiveWait().isPositive() || !backgroundWait().isPositive()) {
            problems.add("set recoup.debitura.limits.interactive-wait and background-wait to durations above zero");
        }
        if (!longestPause().isPositive()) {
            problems.add("set recoup.debitura.limits.longest-pause to a duration above zero, for example 1h");
        }
        if (slowdown().isNegative()) {
            problems.add("set recoup.debitura.limits.slowdown to zero or more, for example 1m");
        }
        return problems;
    }
}
