package dev.recoup.revenue;

import dev.recoup.debitura.RetryPolicy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;

/** What an operator sets for this service. */
@ConfigMapping(prefix = "recoup.revenue")
public interface RevenueConfig {

    /** Debitura's environment that this deployment serves: {@code recoup.environment}, {@code test} or {@code production}. */
    @WithDefault("${recoup.environment}")
    @Pattern(regexp = "test|production", message = "set recoup.environment to test or to production")
    String environment();

    /** How long after a complete import the next one starts by itself. */
    @WithDefault("15M")
    Duration importInterval();

    /** The pause after the first failed import; it doubles with every further one. */
    @WithDefault(RetryPolicy.FIRST_PAUSE_SETTING)
    Duration firstBackOff();

    /** The longest pause after failed imports. */
    @WithDefault(RetryPolicy.LONGEST_PAUSE_SETTING)
    Duration longestBackOff();
}
