package dev.recoup.ingest.creditors;

import dev.recoup.events.Mode;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Subscriptions of single clients, for events that the partner's own do not carry. */
@ConfigMapping(prefix = "recoup.ingest.creditor-subscriptions")
interface CreditorSubscriptionsConfig {

    /** Whether every client that is ready gets one; what exists stays when this is switched off. */
    @WithDefault("false")
    boolean enabled();

    /** The public URL of this endpoint without the last segment, for example {@code https://hooks.example.com/webhooks/debitura/}. */
    Optional<URI> urlPrefix();

    /** For which cases there are subscriptions. */
    @WithDefault("live")
    Set<Mode> modes();

    /** How often it is looked which clients became ready or left. */
    @WithDefault("1m")
    Duration poll();
}
