package dev.recoup.ingest.support;

import dev.recoup.ingest.journal.Journal;
import dev.recoup.ingest.journal.JournalledEvent;
import dev.recoup.messaging.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.RestPath;

/** Looks events up in the journal. */
@Path("/v1/events")
@RolesAllowed("support")
class EventsResource {

    private static final String TENANT_CLAIM = "tenant";

    private final Journal journal;
    private final JsonWebToken token;

    @Inject
    EventsResource(Journal journal, JsonWebToken token) {
        this.journal = journal;
        this.token = token;
    }

    @GET
    @Path("/{eventId}")
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response event(@RestPath String eventId) {
        List<EventAnswer> found = journal.find(eventId).stream()
                .filter(this::maySee)
                .map(EventAnswer::of)
                .toList();
        return found.isEmpty()
                ? Problem.answer(Status.NOT_FOUND, "No event of that id was received, or its time is over.")
                : Response.ok(found).build();
    }

    private boolean maySee(JournalledEvent event) {
        Optional<String> onlyTenant = token.claim(TENANT_CLAIM);
        return onlyTenant.isEmpty() || onlyTenant.equals(event.externalTenantId());
    }
}
