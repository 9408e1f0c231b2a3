package dev.recoup.ingest.replay;

import dev.recoup.events.Environment;
import dev.recoup.ingest.journal.EventFilter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How far a replay has come.
 *
 * @param id its id, which the records carry as {@code ce_replayid}
 * @param environment Debitura's environment
 * @param state whether it runs
 * @param requestedBy who asked for it
 * @param reason why, in their words
 * @param query what the events have in common
 * @param ids how many event ids were given; left out where none were
 * @param from the beginning of the time of receipt
 * @param to its end, excluded
 * @param total events that fitted when it was asked for
 * @param published events handed to the outbox so far, in the order of receipt
 * @param gone events that the journal's retention took before their turn came, known at the end
 * @param requestedAt when it was asked for, by the database's clock
 * @param endedAt when it was done or cancelled, by the database's clock
 */
record Replay(
        UUID id,
        Environment environment,
        State state,
        String requestedBy,
        String reason,
        Map<String, String> query,
        Optional<Integer> ids,
        Instant from,
        Instant to,
        long total,
        long published,
        long gone,
        Instant requestedAt,
        Optional<Instant> endedAt) {

    static Replay of(Request request, Course course) {
        EventFilter filter = request.filter();
        return new Replay(
                request.id(),
                request.environment(),
                course.state(),
                request.requestedBy(),
                request.reason(),
                filter.query(),
                Optional.of(filter.eventIds().size()).filter(size -> size > 0),
                filter.window().from(),
                filter.window().to(),
                request.total(),
                course.published(),
                course.state() == State.DONE ? Math.max(0, request.total() - course.published()) : 0,
                course.requestedAt(),
                course.endedAt());
    }

    /** What was asked for. */
    record Request(
            UUID id, Environment environment, String requestedBy, String reason, EventFilter filter, long total) {}

    /** What has happened since. */
    record Course(State state, long published, Instant requestedAt, Optional<Instant> endedAt) {}
}
