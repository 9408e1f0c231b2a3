package dev.recoup.ingest.journal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the journal remembers. */
@ConfigMapping(prefix = "recoup.journal")
interface JournalConfig {

    /** How long bodies and the ids that make repetitions known are kept: 1 to 30 days, since bodies are personal data. */
    @WithDefault("P30D")
    Duration retention();

    /** For how many days ahead there are partitions. */
    @WithDefault("7")
    int daysAhead();
}
