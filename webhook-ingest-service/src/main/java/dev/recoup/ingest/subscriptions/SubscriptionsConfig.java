package dev.recoup.ingest.subscriptions;

import dev.recoup.events.Mode;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The subscriptions that are declared. */
@ConfigMapping(prefix = "recoup.ingest.subscriptions")
interface SubscriptionsConfig {

    /** The subscriptions by name; the name is the last segment of the URL that Debitura is given. */
    @WithParentName
    Map<String, Declared> declared();

    /** One webhook subscription of the partner at Debitura: with a secret it is used as it is, else created. */
    interface Declared {

        /** Whether the subscription carries live or test cases ({@code isTestMode} at Debitura). */
        Mode mode();

        /**
         * The public URL of this service's endpoint, ending with the subscription's name. If there is no secret, the
         * subscription is created at Debitura with all ten events, and its secret is kept in the database.
         */
        Optional<URI> url();

        /** The secret that Debitura showed when the subscription was made by hand, Base64; nothing at Debitura is touched. */
        Optional<String> secret();

        /** The secret before that, while deliveries signed with it may still arrive, Base64. */
        Optional<String> previousSecret();
    }
}
