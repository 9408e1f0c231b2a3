package dev.recoup.ingest.subscriptions;

import dev.recoup.events.Mode;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.Optional;

/** The subscriptions that are declared. */
@ConfigMapping(prefix = "recoup.ingest.subscriptions")
interface SubscriptionsConfig {

    /** The subscriptions by name; the name is the last segment of the URL that Debitura was given. */
    @WithParentName
    Map<String, Declared> declared();

    /** One webhook subscription at Debitura. */
    interface Declared {

        /** The secret that Debitura showed when the subscription was made or its secret was changed, Base64. */
        String secret();

        /** The secret before that, while deliveries signed with it may still arrive, Base64. */
        Optional<String> previousSecret();

        /** Whether the subscription carries live or test cases ({@code isTestMode} at Debitura). */
        Mode mode();
    }
}
