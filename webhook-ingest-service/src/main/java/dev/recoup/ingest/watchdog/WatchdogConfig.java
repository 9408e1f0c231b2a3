package dev.recoup.ingest.watchdog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the watchdog watches; what its looks cost is a table in docs/rate-limits.md. */
@ConfigMapping(prefix = "recoup.ingest.watchdog")
interface WatchdogConfig {

    /** How often the partner's subscriptions are looked at at Debitura: one call. */
    @WithDefault("1m")
    Duration interval();

    /** How often each client's own subscriptions are looked at: one call for each client, and a token. */
    @WithDefault("24h")
    Duration clientInterval();

    /** How often it is seen to whose turn it is. */
    @WithDefault("5s")
    Duration poll();

    /** How often each replica counts how subscriptions stand; it reads the whole table. */
    @WithDefault("1m")
    Duration count();

    /** When nothing coming is silence. */
    Silence silence();

    /** When nothing coming is silence. */
    interface Silence {

        /** How many deliveries the quietest of the weeks before must have had in the same time. */
        @WithDefault("20")
        long expected();

        /** How many weeks back are compared, at most 4. */
        @WithDefault("4")
        int weeks();

        /** How often arrivals are written down, and looked for. */
        @WithDefault("30s")
        Duration poll();
    }
}
