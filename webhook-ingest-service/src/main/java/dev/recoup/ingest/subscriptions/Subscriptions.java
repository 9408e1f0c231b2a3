package dev.recoup.ingest.subscriptions;

import dev.recoup.ingest.subscriptions.SubscriptionsConfig.Declared;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** The subscriptions that deliveries are accepted for; looking one up costs nothing but memory. */
@Startup
@Singleton
public final class Subscriptions {

    private static final Logger LOG = Logger.getLogger(Subscriptions.class);
    private static final String PREFIX = "recoup.ingest.subscriptions.";
    private static final String SOURCE = "/debitura/referral/";

    private final Map<String, Subscription> byName = new TreeMap<>();

    @Inject
    Subscriptions(SubscriptionsConfig config) {
        config.declared().forEach((name, subscription) -> byName.put(name, subscription(name, subscription)));
        if (byName.isEmpty()) {
            LOG.warnf("No webhook is accepted: set %s<name>.secret and %s<name>.mode", PREFIX, PREFIX);
        } else {
            LOG.infof("Webhooks are accepted for the subscriptions %s", byName.keySet());
        }
    }

    /** Returns the subscription whose URL ends with the given name; empty if there is none. */
    public Optional<Subscription> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private static Subscription subscription(String name, Declared config) {
        List<SigningKey> keys = new ArrayList<>();
        keys.add(key(name, "secret", config.secret()));
        config.previousSecret().ifPresent(secret -> keys.add(key(name, "previous-secret", secret)));
        return new Subscription(name, config.mode(), SOURCE + name, keys);
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
