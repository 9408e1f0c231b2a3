package dev.recoup.ingest.receive;

import dev.recoup.events.Environment;
import dev.recoup.ingest.journal.Delivery;
import dev.recoup.ingest.journal.Origin;
import dev.recoup.ingest.journal.Purpose;
import dev.recoup.ingest.routing.Routing;
import dev.recoup.ingest.subscriptions.Subscription;
import java.time.Instant;
import java.util.Map;

/**
 * A genuine delivery as it came from the network, not yet understood.
 *
 * @param subscription whose URL it came to
 * @param purpose what it is for
 * @param origin how it came to be made
 * @param receivedAt when it was received, in whole microseconds
 * @param headers the headers worth keeping, by their names
 * @param body the body, byte for byte as it was signed
 */
record Arrival(
        Subscription subscription,
        Purpose purpose,
        Origin origin,
        Instant receivedAt,
        Map<String, String> headers,
        byte[] body) {

    /** Reads of the body what is needed to keep and route it. */
    Delivery understood(Environment environment) {
        return new Delivery(
                subscription.name(),
                subscription.source(),
                environment,
                subscription.mode(),
                purpose,
                origin,
                receivedAt,
                headers,
                body,
                Routing.of(body, subscription.externalTenantId()));
    }
}
