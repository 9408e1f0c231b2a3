package dev.recoup.ingest.receive;

import dev.recoup.events.Mode;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How webhooks are received. */
@ConfigMapping(prefix = "recoup.ingest")
interface IngestConfig {

    /** The subscriptions by name; the name is the last segment of the URL that Debitura was given. */
    Map<String, SubscriptionConfig> subscriptions();

    /** How old a signature may be (guide 12.4: 300 s). */
    @WithDefault("300s")
    Duration pastTolerance();

    /** How far ahead of this machine's clock a signature may be (guide 12.4: 30 to 300 s). */
    @WithDefault("60s")
    Duration futureTolerance();

    /** The largest body; with its metadata it must fit into a Kafka record of 1 MiB. */
    @WithDefault("768K")
    MemorySize maxBodySize();

    /** How many bytes of verified bodies may wait for the database; what exceeds it is answered 503. */
    @WithDefault("64M")
    MemorySize maxWaiting();

    /** One webhook subscription at Debitura. */
    interface SubscriptionConfig {

        /** The secret that Debitura showed when the subscription was made or its secret was changed, Base64. */
        String secret();

        /** The secret before that, while deliveries signed with it may still arrive, Base64. */
        Optional<String> previousSecret();

        /** Whether the subscription carries live or test cases ({@code isTestMode} at Debitura). */
        Mode mode();
    }
}
