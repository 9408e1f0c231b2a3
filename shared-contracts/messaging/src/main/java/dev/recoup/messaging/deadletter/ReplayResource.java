package dev.recoup.messaging.deadletter;

import dev.recoup.events.EventJson;
import dev.recoup.messaging.audit.Audited;
import dev.recoup.messaging.audit.Reason;
import dev.recoup.messaging.caller.Caller;
import dev.recoup.messaging.paging.Paging;
import dev.recoup.messaging.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
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
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Replays of many dead letters; none of it for a token of one client (403). */
@Path("/v1/dead-letters/replays")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"support", "operator"})
@RunOnVirtualThread
class ReplayResource {

    private static final String ONE = "/{id:\\d+}";

    private final Replays replays;
    private final ReplayRows rows;
    private final Caller caller;

    @Inject
    ReplayResource(Replays replays, ReplayRows rows, Caller caller) {
        this.replays = replays;
        this.rows = rows;
        this.caller = caller;
    }

    /** Begins to replay all letters that wait now and fit the body's filter; answers 202 with the replay. */
    @POST
    @RolesAllowed("operator")
    @Audited("dead-letter-replay.begin")
    public Response begin(@Context HttpHeaders headers, byte[] body) throws SQLException {
        caller.requireAllClients();
        LetterFilter filter = ReplayRequest.filter(body);
        Replay begun = replays.begin(filter, caller.name(), Reason.of(headers).text());
        return Response.accepted(EventJson.write(begun))
                .location(URI.create("/v1/dead-letters/replays/" + begun.id()))
                .build();
    }

    /** Lists replays, the newest first. */
    @GET
    public Response list(@RestQuery Optional<String> cursor, @RestQuery Optional<String> limit) throws SQLException {
        caller.requireAllClients();
        return Response.ok(EventJson.write(rows.list(Paging.of(cursor, limit)))).build();
    }

    /** Shows how far a replay is. */
    @GET
    @Path(ONE)
    public Response show(@RestPath long id) throws SQLException {
        caller.requireAllClients();
        return Response.ok(EventJson.write(find(id))).build();
    }

    /** Ends a replay before the next letter; what it did stands. */
    @DELETE
    @Path(ONE)
    @RolesAllowed("operator")
    @Audited("dead-letter-replay.cancel")
    public Response cancel(@RestPath long id) throws SQLException {
        caller.requireAllClients();
        find(id);
        return switch (rows.end(id, Replay.State.CANCELLED)) {
            case MADE -> Response.noContent().build();
            case TOO_LATE -> Problem.answer(Status.CONFLICT, "This replay has ended already.");
        };
    }

    private Replay find(long id) throws SQLException {
        return rows.find(id)
                .orElseThrow(() ->
                        Problem.exception(Status.NOT_FOUND, "There is no replay " + id + ", or its time is over."));
    }
}
