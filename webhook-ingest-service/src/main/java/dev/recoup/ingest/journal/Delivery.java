package dev.recoup.ingest.journal;

import dev.recoup.events.Environment;
import dev.recoup.events.Mode;
import dev.recoup.ingest.routing.RoutedEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * A delivery whose signature was found to be good.
 *
 * @param subscription the subscription's name
 * @param source who speaks, in the form of {@code ce_source}
 * @param environment Debitura's environment
 * @param mode whether the subscription carries live or test cases
 * @param purpose what it is for
 * @param origin how it came to be made
 * @param receivedAt when it was received, in whole microseconds
 * @param headers the headers worth keeping, by their names
 * @param body the body, byte for byte as it was signed
 * @param routed what it is about and where it goes
 */
public record Delivery(
        String subscription,
        String source,
        Environment environment,
        Mode mode,
        Purpose purpose,
        Origin origin,
        Instant receivedAt,
        Map<String, String> headers,
        byte[] body,
        RoutedEvent routed) {

    private static final String TEST_SUFFIX = "#test";

    /** Returns the event's id. */
    public String eventId() {
        return routed.eventId();
    }

    /** Returns the day of its receipt, in UTC. */
    LocalDate receivedOn() {
        return LocalDate.ofInstant(receivedAt, ZoneOffset.UTC);
    }

    /**
     * Returns the space in which the event's id is unique. The test mark is not covered by the signature: if marked
     * deliveries shared the space of the others, a forged mark would make the real delivery look like a repetition.
     */
    public String idSpace() {
        return switch (purpose) {
            case EVENT -> source;
            case TEST -> source + TEST_SUFFIX;
        };
    }
}
