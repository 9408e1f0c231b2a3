package dev.recoup.ingest.receive;

import dev.recoup.ingest.receive.IngestConfig.SubscriptionConfig;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** The subscriptions that are configured, checked when the service starts. */
@Startup
@Singleton
final class Subscriptions {

    private static final Logger LOG = Logger.getLogger(Subscriptions.class);
    private static final String PREFIX = "recoup.ingest.subscriptions.";

    private final Map<String, Subscription> byName = new TreeMap<>();

    @Inject
    Subscriptions(IngestConfig config) {
        config.subscriptions().forEach((name, subscription) -> byName.put(name, subscription(name, subscription)));
        if (byName.isEmpty()) {
            LOG.warnf("No webhook is accepted: set %s<name>.secret and %s<name>.mode", PREFIX, PREFIX);
        } else {
            LOG.infof("Webhooks are accepted for the subscriptions %s", byName.keySet());
        }
    }

    Optional<Subscription> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private static Subscription subscription(String name, SubscriptionConfig config) {
        List<SigningKey> keys = new ArrayList<>();
        keys.add(key(name, "secret", config.secret()));
        config.previousSecret().ifPresent(secret -> keys.add(key(name, "previous-secret", secret)));
        return new Subscription(name, config.mode(), List.copyOf(keys));
    }

    private static SigningKey key(String name, String property, String secret) {
        try {
            return SigningKey.ofBase64(secret);
        } catch (IllegalArgumentException unusable) {
            throw new IllegalStateException("Set " + PREFIX + name + "." + property
                    + " to the secret that Debitura showed for this subscription: " + unusable.getMessage());
        }
    }
}
