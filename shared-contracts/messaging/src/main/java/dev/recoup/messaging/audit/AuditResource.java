package dev.recoup.messaging.audit;

import dev.recoup.events.EventJson;
import dev.recoup.messaging.caller.Caller;
import dev.recoup.messaging.paging.Paging;
import dev.recoup.messaging.paging.Period;
import dev.recoup.messaging.paging.SearchText;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** Shows what operators did in this service. */
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"support", "operator"})
class AuditResource {

    private final AuditTrail trail;
    private final Caller caller;

    @Inject
    AuditResource(AuditTrail trail, Caller caller) {
        this.trail = trail;
        this.caller = caller;
    }

    /** Lists audited calls, the newest first; not for a token of one client (403). */
    @GET
    @RunOnVirtualThread
    public Response calls(
            @RestQuery Optional<String> actor,
            @RestQuery Optional<String> action,
            @RestQuery Optional<String> from,
            @RestQuery Optional<String> to,
            @RestQuery Optional<String> cursor,
            @RestQuery Optional<String> limit)
            throws SQLException {
        caller.requireAllClients();
        AuditTrail.Filter filter = new AuditTrail.Filter(
                SearchText.of("actor", actor), SearchText.of("action", action), Period.of(from, to));
        return Response.ok(EventJson.write(trail.list(filter, Paging.of(cursor, limit))))
                .build();
    }
}
