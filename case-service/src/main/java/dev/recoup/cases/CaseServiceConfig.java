package dev.recoup.cases;

import dev.recoup.debitura.RetryPolicy;
import dev.recoup.events.Environment;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/** The service's own settings. */
@ConfigMapping(prefix = "recoup.cases")
public interface CaseServiceConfig {

    /** Debitura's environment that this deployment serves: {@code recoup.environment}, {@code test} or {@code production}. */
    @WithDefault("${recoup.environment}")
    @WithConverter(EnvironmentSetting.class)
    Environment environment();

    /** How cases are submitted. */
    Submission submission();

    /** How cases are followed. */
    Tracking tracking();

    /** How cases are submitted. */
    interface Submission {
        /** How many submissions of different clients may be under way in this replica at the same time. */
        @WithDefault("8")
        int concurrency();

        /** How long the loop rests when nothing is due and nobody wakes it. */
        @WithDefault("500ms")
        Duration poll();

        /**
         * How long one attempt owns its claim, on the database's clock; longer than all the calls of an attempt can
         * take together, so that whoever takes over an expired lease finds them ended.
         */
        @WithDefault("10m")
        Duration lease();

        /** How long to wait after a lost answer before looking the case up; longer than Debitura's timeouts together. */
        @WithDefault("40s")
        Duration settle();

        /** The first wait after a failure that is known to have created nothing; it doubles from failure to failure. */
        @WithDefault(RetryPolicy.FIRST_PAUSE_SETTING)
        Duration retryFirst();

        /** The longest wait between two attempts. */
        @WithDefault(RetryPolicy.LONGEST_PAUSE_SETTING)
        Duration retryCeiling();

        /**
         * How long a claim waits for a signature or for its client before it is looked at, if no news of the client
         * comes; for signatures it doubles with every attempt.
         */
        @WithDefault("5m")
        Duration look();

        /** How often the janitor asks which waiting claims are to be looked at. */
        @WithDefault("5s")
        Duration janitorPoll();

        /** The longest time between two looks at a claim that waits for a signature. */
        @WithDefault("1h")
        Duration lookCeiling();

        /** How far Debitura's clock may be behind ours when its cases are compared with our attempts. */
        @WithDefault("2m")
        Duration clockSkew();
    }

    /** How cases are followed. */
    interface Tracking {
        /** How many refreshes may be under way in this replica at the same time. */
        @WithDefault("4")
        int concurrency();

        /** How long the loop rests when nothing is due and nobody wakes it. */
        @WithDefault("500ms")
        Duration poll();

        /** How long one refresh owns its case, on the database's clock. */
        @WithDefault("5m")
        Duration lease();

        /** How often an open case is looked at when no event about it comes. */
        @WithDefault("6h")
        Duration look();

        /** How often it is asked which open cases were not looked at for that long. */
        @WithDefault("5s")
        Duration overduePoll();

        /**
         * How long to wait with a case that nobody here asked for, since its event may be faster than the news of who
         * did.
         */
        @WithDefault("5s")
        Duration strangerGrace();

        /** The first wait after a failed refresh; it doubles from failure to failure. */
        @WithDefault(RetryPolicy.FIRST_PAUSE_SETTING)
        Duration retryFirst();

        /** The longest wait between two refreshes that fail. */
        @WithDefault(RetryPolicy.LONGEST_PAUSE_SETTING)
        Duration retryCeiling();
    }

    /** Reads {@link #environment()}. */
    final class EnvironmentSetting implements Converter<Environment> {
        private static final long serialVersionUID = 1L;

        @Override
        public Environment convert(String value) {
            return Environment.fromWire(value)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "recoup.environment is '" + value + "': set it to test or production"));
        }
    }
}
