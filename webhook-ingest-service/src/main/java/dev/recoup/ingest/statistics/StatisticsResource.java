package dev.recoup.ingest.statistics;

import dev.recoup.events.EventJson;
import dev.recoup.messaging.caller.Caller;
import dev.recoup.messaging.paging.Period;
import dev.recoup.messaging.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.resteasy.reactive.RestQuery;

/** Shows how many events came in. */
@Path("/v1/events/statistics")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"support", "operator"})
class StatisticsResource {

    private static final Duration USUAL_WINDOW = Duration.ofHours(24);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(30);

    private final EventCounts counts;
    private final DataSource dataSource;
    private final Caller caller;
    private final Clock clock;

    @Inject
    StatisticsResource(EventCounts counts, DataSource dataSource, Caller caller, Clock clock) {
        this.counts = counts;
        this.dataSource = dataSource;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Counts events by type, mode, purpose and subscription per hour or day, by default per hour of the last 24 hours;
     * not for a token of one client (403). The range is widened to full hours or days.
     */
    @GET
    @RunOnVirtualThread
    public Response statistics(
            @RestQuery Optional<String> from, @RestQuery Optional<String> to, @RestQuery Optional<String> per)
            throws SQLException {
        caller.requireAllClients();
        Period period = Period.of(from, to);
        Instant end = period.to().filter(clock.instant()::isAfter).orElse(clock.instant());
        Instant begin = period.from().orElse(end.minus(USUAL_WINDOW));
        if (!begin.isBefore(end)) {
            throw bad("from must be before to, and not in the future.");
        }
        if (Duration.between(begin, end).compareTo(LONGEST_WINDOW) > 0) {
            throw bad("from and to may be no more than " + LONGEST_WINDOW.toDays() + " days apart.");
        }
        ChronoUnit unit = unit(per);
        Instant first = begin.truncatedTo(unit);
        Instant last = end.minusNanos(1).truncatedTo(unit).plus(1, unit);
        Statistics statistics = Statistics.of(
                first, last, hour -> hour.truncatedTo(unit), counts.of(first, last), OutboxState.now(dataSource));
        return Response.ok(EventJson.write(statistics)).build();
    }

    private static ChronoUnit unit(Optional<String> per) {
        return switch (per.orElse("hour")) {
            case "hour" -> ChronoUnit.HOURS;
            case "day" -> ChronoUnit.DAYS;
            default -> throw bad("per must be hour or day.");
        };
    }

    private static WebApplicationException bad(String detail) {
        return Problem.exception(Status.BAD_REQUEST, detail);
    }
}
