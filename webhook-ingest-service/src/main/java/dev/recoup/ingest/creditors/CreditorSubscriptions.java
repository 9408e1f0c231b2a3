package dev.recoup.ingest.creditors;

import dev.recoup.events.Environment;
import dev.recoup.events.Mode;
import dev.recoup.events.clients.ClientStatus;
import dev.recoup.ingest.subscriptions.ClientSubscriptions;
import dev.recoup.messaging.work.Progress;
import dev.recoup.messaging.work.WorkLoop;
import dev.recoup.messaging.work.WorkLoops;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Remembers where clients stand and, where that is switched on, gives those that are ready a subscription of their own
 * and takes it from those that left. Debitura is called by the loop that tells it everything about subscriptions.
 */
@Singleton
class CreditorSubscriptions {

    private static final int AT_ONCE = 50;
    private static final int NAME_BYTES = 16;
    private static final String PREFIX = "recoup.ingest.creditor-subscriptions.";

    private final ClientSubscriptions subscriptions;
    private final EntityManager database;
    private final CreditorSubscriptionsConfig config;
    private final WorkLoops loops;
    private final Environment environment;
    private volatile Optional<WorkLoop> loop = Optional.empty();

    @Inject
    CreditorSubscriptions(
            ClientSubscriptions subscriptions,
            EntityManager database,
            CreditorSubscriptionsConfig config,
            WorkLoops loops,
            @ConfigProperty(name = "recoup.environment") Environment environment) {
        this.subscriptions = subscriptions;
        this.database = database;
        this.config = config;
        this.loops = loops;
        this.environment = environment;
    }

    void start(@Observes StartupEvent started) {
        if (!config.enabled()) {
            return;
        }
        subscriptions.requireKey();
        config.urlPrefix()
                .map(URI::toString)
                .filter(prefix -> prefix.matches("https?://[^?#]+/"))
                .orElseThrow(() -> new IllegalStateException("Set " + PREFIX + "url-prefix to the public URL of this"
                        + " endpoint without the last segment, for example"
                        + " https://hooks.example.com/webhooks/debitura/, or " + PREFIX + "enabled to false"));
        loop = Optional.of(loops.start("creditor-subscriptions", config.poll(), 1, this::follow));
    }

    /** Takes part in the transaction that remembers the record. */
    void remember(@Observes ClientStatus status) {
        if (status.environment() != environment) {
            return;
        }
        database.createNamedQuery(ClientStanding.REMEMBER)
                .setParameter("environment", environment.wire())
                .setParameter("tenant", status.externalTenantId())
                .setParameter("state", status.state().name())
                .setParameter("epoch", status.version().epoch())
                .setParameter("number", status.version().number())
                .setParameter("updatedAt", status.updatedAt())
                .executeUpdate();
        loop.ifPresent(loops::wakeAfterCommit);
    }

    private Progress follow() {
        int changes = 0;
        for (String tenant : tenants(ClientStanding.LEFT, Optional.empty())) {
            subscriptions.release(tenant);
            changes++;
        }
        for (Mode mode : config.modes()) {
            for (String tenant : tenants(ClientStanding.UNSERVED, Optional.of(mode))) {
                String name = name(tenant, mode);
                subscriptions.want(tenant, mode, name, config.urlPrefix().orElseThrow() + name);
                changes++;
            }
        }
        return changes == 0 ? Progress.NOTHING_DUE : Progress.MADE;
    }

    private List<String> tenants(String query, Optional<Mode> mode) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var found = database.createNamedQuery(query, String.class)
                    .setParameter("environment", environment.wire())
                    .setParameter("limit", AT_ONCE);
            mode.ifPresent(only -> found.setParameter("mode", only.wire()));
            return found.getResultList();
        });
    }

    /** The same client has the same name for ever, so that what Debitura has for it is found again by its URL. */
    private String name(String tenant, Mode mode) {
        byte[] hash = sha256(environment.wire() + '/' + tenant);
        return "creditor-" + mode.wire() + "-" + HexFormat.of().formatHex(hash, 0, NAME_BYTES);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
