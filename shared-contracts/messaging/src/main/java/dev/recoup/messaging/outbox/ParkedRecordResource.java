package dev.recoup.messaging.outbox;

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
import java.sql.SQLException;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The records that the broker refused for good; none of it for a token of one client (403). */
@Path("/v1/parked-records")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"support", "operator"})
@RunOnVirtualThread
class ParkedRecordResource {

    private static final String ONE = "/{id:\\d+}";

    private final ParkedRecords parked;
    private final OutboxRelay relay;
    private final Caller caller;

    @Inject
    ParkedRecordResource(ParkedRecords parked, OutboxRelay relay, Caller caller) {
        this.parked = parked;
        this.relay = relay;
        this.caller = caller;
    }

    /** Lists parked records in the order of their publication, without their content. */
    @GET
    public Response list(@RestQuery Optional<String> cursor, @RestQuery Optional<String> limit) throws SQLException {
        caller.requireAllClients();
        return Response.ok(EventJson.write(parked.list(Paging.of(cursor, limit))))
                .build();
    }

    /** Lets a record be sent once more, in its place in its key's order. */
    @POST
    @Path(ONE + "/releases")
    @RolesAllowed("operator")
    @Audited("parked-record.release")
    public Response release(@RestPath long id) throws SQLException {
        caller.requireAllClients();
        ParkedRecords.Decision decision = parked.release(id);
        relay.wake();
        return answer(id, decision);
    }

    /** Gives a record up for good, so that those behind it can go. */
    @DELETE
    @Path(ONE)
    @RolesAllowed("operator")
    @Audited("parked-record.discard")
    public Response discard(@RestPath long id, @Context HttpHeaders headers) throws Exception {
        caller.requireAllClients();
        return answer(id, parked.discard(id, Reason.of(headers).text()));
    }

    private static Response answer(long id, ParkedRecords.Decision decision) {
        return switch (decision) {
            case DONE -> Response.noContent().build();
            case NOT_PARKED -> Problem.answer(Status.NOT_FOUND, "There is no parked record " + id + ".");
        };
    }
}
