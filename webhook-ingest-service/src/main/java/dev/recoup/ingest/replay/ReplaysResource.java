package dev.recoup.ingest.replay;

import dev.recoup.events.Environment;
import dev.recoup.events.EventJson;
import dev.recoup.ingest.journal.EventFilter;
import dev.recoup.ingest.journal.EventFilters;
import dev.recoup.ingest.journal.JournalSearch;
import dev.recoup.ingest.replay.Replays.Numbered;
import dev.recoup.messaging.audit.Audited;
import dev.recoup.messaging.audit.Reason;
import dev.recoup.messaging.caller.Caller;
import dev.recoup.messaging.paging.Page;
import dev.recoup.messaging.paging.Paging;
import dev.recoup.messaging.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Has events published once more. Not for tokens of one client (403). */
@Path("/v1/replays")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"support", "operator"})
class ReplaysResource {

    private final Replays replays;
    private final ReplayLoop loop;
    private final EventFilters filters;
    private final JournalSearch journal;
    private final Caller caller;
    private final Environment environment;

    @Inject
    ReplaysResource(
            Replays replays,
            ReplayLoop loop,
            EventFilters filters,
            JournalSearch journal,
            Caller caller,
            @ConfigProperty(name = "recoup.environment") Environment environment) {
        this.replays = replays;
        this.loop = loop;
        this.filters = filters;
        this.journal = journal;
        this.caller = caller;
        this.environment = environment;
    }

    /** Begins a replay (202, with its id), or says how many events it would publish ({@code dryRun}, 200). */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("operator")
    @Audited("replay.create")
    @RunOnVirtualThread
    public Response create(byte[] body, @Context HttpHeaders headers) throws SQLException {
        caller.requireAllClients();
        ReplayRequest request = ReplayRequest.read(body);
        EventFilter filter = request.filter(filters);
        long total = journal.count(filter);
        if (request.isDryRun()) {
            DryRun dryRun =
                    new DryRun(total, filter.window().from(), filter.window().to());
            return Response.ok(EventJson.write(dryRun)).build();
        }
        UUID id = UUID.randomUUID();
        replays.create(new Replay.Request(
                id, environment, caller.name(), Reason.of(headers).text(), filter, total));
        loop.wake();
        return Response.accepted(EventJson.write(new Begun(id, total)))
                .location(URI.create("/v1/replays/" + id))
                .build();
    }

    /** Lists replays, the newest first. */
    @GET
    @RunOnVirtualThread
    public Response list(@RestQuery Optional<String> cursor, @RestQuery Optional<String> limit) throws SQLException {
        caller.requireAllClients();
        Paging paging = Paging.of(cursor, limit);
        Page<Replay> page = Page.of(replays.list(paging), paging, found -> Long.toString(found.number()))
                .map(Numbered::replay);
        return Response.ok(EventJson.write(page)).build();
    }

    /** Says how far a replay has come. */
    @GET
    @Path("/{id}")
    @RunOnVirtualThread
    public Response replay(@RestPath String id) throws SQLException {
        caller.requireAllClients();
        return Response.ok(EventJson.write(find(id))).build();
    }

    /** Ends a replay that runs (204); what it has published stays published. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed("operator")
    @Audited("replay.cancel")
    @RunOnVirtualThread
    public Response cancel(@RestPath String id) throws SQLException {
        caller.requireAllClients();
        Replay replay = find(id);
        return switch (replays.cancel(replay.id())) {
            case CANCELLED -> Response.noContent().build();
            case DOES_NOT_RUN ->
                Problem.answer(Status.CONFLICT, "This replay has ended already; there is nothing left to cancel.");
        };
    }

    private Replay find(String id) throws SQLException {
        Optional<UUID> known = uuid(id);
        Optional<Replay> found = known.isEmpty() ? Optional.empty() : replays.find(known.get());
        return found.orElseThrow(() -> Problem.exception(Status.NOT_FOUND, "There is no replay of that id."));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /**
     * What a replay would do.
     *
     * @param total events that it would publish
     * @param from the beginning of the time of receipt
     * @param to its end, excluded
     */
    record DryRun(long total, Instant from, Instant to) {}

    /**
     * A replay that was begun.
     *
     * @param id its id, which the records carry as {@code ce_replayid}
     * @param total events that it is going to publish
     */
    record Begun(UUID id, long total) {}
}
