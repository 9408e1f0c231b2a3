package dev.recoup.messaging.deadletter;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.recoup.events.EventJson;
import dev.recoup.messaging.paging.Period;
import dev.recoup.messaging.paging.SearchText;
import dev.recoup.messaging.problem.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.util.Optional;

/** Which dead letters are to be replayed, as asked for; {@code {}} means all that wait. */
record ReplayRequest(
        Optional<String> topic,
        Optional<String> code,
        Optional<String> type,
        Optional<String> from,
        Optional<String> to) {

    // A misspelt member would widen the filter.
    private static final ObjectReader READER =
            EventJson.mapper().readerFor(ReplayRequest.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /**
     * Reads a body.
     *
     * @throws WebApplicationException with a problem (400) if it is no such request
     */
    static LetterFilter filter(byte[] body) {
        ReplayRequest asked = read(body);
        return new LetterFilter(
                SearchText.of("topic", asked.topic()),
                SearchText.of("code", asked.code()),
                SearchText.of("type", asked.type()),
                Period.of(asked.from(), asked.to()));
    }

    private static ReplayRequest read(byte[] body) {
        try {
            ReplayRequest asked = READER.readValue(body);
            if (asked != null) {
                return asked;
            }
        } catch (IOException noRequest) {
            // refused below
        }
        throw Problem.exception(
                Status.BAD_REQUEST,
                "The body must be a JSON object with any of the texts topic, code, type, from and to; {} means all.");
    }
}
