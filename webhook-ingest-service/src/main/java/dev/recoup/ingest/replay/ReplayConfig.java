package dev.recoup.ingest.replay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How fast replays go. */
@ConfigMapping(prefix = "recoup.replay")
interface ReplayConfig {

    /** How many events one transaction publishes at most. */
    @WithDefault("500")
    int slice();

    /** Replays rest while so many rows of the outbox wait, so that new events are not held up behind replayed ones. */
    @WithDefault("2000")
    int mostWaiting();
}
