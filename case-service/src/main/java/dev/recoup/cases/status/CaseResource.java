package dev.recoup.cases.status;

import dev.recoup.cases.claim.ClaimSnapshots;
import dev.recoup.cases.claim.Claims;
import dev.recoup.events.EventJson;
import dev.recoup.messaging.caller.Caller;
import dev.recoup.messaging.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/** Where a case stands, as published on {@code collections.case-status.v1}. */
@Path("/v1/cases")
public class CaseResource {
    private final Claims claims;
    private final ClaimSnapshots snapshots;
    private final Caller caller;

    CaseResource(Claims claims, ClaimSnapshots snapshots, Caller caller) {
        this.claims = claims;
        this.snapshots = snapshots;
        this.caller = caller;
    }

    /**
     * The latest snapshot of a case or case request; 404 if there is none or the caller's token names another client.
     *
     * @param collectionId the case request's id, or the id from the topic
     */
    @GET
    @Path("/{collectionId}")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("collections-read")
    @RunOnVirtualThread
    @Transactional
    public Response status(@PathParam("collectionId") String collectionId) {
        return claims.findByIdOptional(collectionId)
                .filter(claim -> caller.sees(claim.externalTenantId()))
                .map(snapshots::show)
                .map(status -> Response.ok(EventJson.write(status), MediaType.APPLICATION_JSON_TYPE)
                        .build())
                .orElseGet(() -> Problem.answer(Status.NOT_FOUND, "There is no case " + collectionId + "."));
    }
}
