package dev.recoup.ingest.subscriptions;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How subscriptions are managed; the defaults suit production. Checked at start by {@link ManagementCheck}. */
@ConfigMapping(prefix = "recoup.ingest.management")
interface ManagementConfig {

    /** How often each replica looks what another one changed; the longest time until all know a new secret. */
    @WithDefault("2s")
    Duration poll();

    /**
     * How long one replica owns a subscription while it calls Debitura, on the database's clock: longer than the four
     * calls that one attempt can make may take together.
     */
    @WithDefault("5m")
    Duration lease();

    /** How long to wait after a lost answer before Debitura is asked what became of it; longer than its timeouts. */
    @WithDefault("45s")
    Duration settle();

    /** How long a change by the API waits for Debitura before it is answered with 202. */
    @WithDefault("10s")
    Duration answerWait();

    /**
     * How long a secret stays good after a rotation, and a subscription after its deletion. Debitura's retries end after
     * 91 minutes (guide 13); whether it goes on signing with the old secret for a while is not documented, so there is
     * room for a day of that.
     */
    @WithDefault("24h")
    Duration grace();

    /** The pause before a subscription that was switched off a second time is switched on again; it doubles. */
    @WithDefault("5m")
    Duration resumePause();

    /** The longest such pause; who stays on for this long begins anew. */
    @WithDefault("1h")
    Duration longestResumePause();
}
