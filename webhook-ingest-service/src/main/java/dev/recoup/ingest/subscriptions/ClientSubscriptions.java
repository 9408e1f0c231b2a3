package dev.recoup.ingest.subscriptions;

import dev.recoup.events.Mode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Subscriptions of single clients on the Customer API (guide 12.3). */
@Singleton
public class ClientSubscriptions {

    /** What the partner's own subscriptions do not tell (guide 12.2, 12.3). */
    private static final List<String> EVENTS = List.of("payment.created", "payment.deleted", "chat.created");

    private final Intentions intentions;
    private final Secrets secrets;

    @Inject
    ClientSubscriptions(Intentions intentions, Secrets secrets) {
        this.intentions = intentions;
        this.secrets = secrets;
    }

    /**
     * Refuses to go on without a key for secrets.
     *
     * @throws IllegalStateException if there is none; says what to set
     */
    public void requireKey() {
        if (secrets.readiness() == Secrets.Readiness.NO_KEY) {
            throw new IllegalStateException(
                    "Clients' subscriptions have secrets that must be kept: " + Secrets.WHAT_TO_SET);
        }
    }

    /** Has a client's subscription created, in a transaction of its own; nothing changes if there is one. */
    public void want(String externalTenantId, Mode mode, String name, String url) {
        intentions.wantForClient(new Wish(name, new Owner.Client(externalTenantId), Origin.CLIENT, mode, url, EVENTS));
    }

    /** Has all subscriptions of a client deleted, in a transaction of its own. */
    public void release(String externalTenantId) {
        intentions.releaseClient(externalTenantId);
    }
}
