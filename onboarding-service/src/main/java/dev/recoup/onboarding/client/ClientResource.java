package dev.recoup.onboarding.client;

import dev.recoup.events.EventJson;
import dev.recoup.messaging.caller.Caller;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Clients for whoever asks instead of listening. */
@Path("/v1/clients/{externalTenantId}")
@Produces(MediaType.APPLICATION_JSON)
class ClientResource {

    private final ClientReader reader;
    private final Caller caller;

    @Inject
    ClientResource(ClientReader reader, Caller caller) {
        this.reader = reader;
        this.caller = caller;
    }

    /** The client's state, in the form of the snapshots on {@code collections.client-status.v1}. */
    @GET
    @RolesAllowed("collections-read")
    @RunOnVirtualThread
    public Response client(@PathParam("externalTenantId") String externalTenantId) {
        if (!caller.sees(externalTenantId)) {
            return UnknownClient.answer();
        }
        return QuarkusTransaction.requiringNew()
                .call(() -> reader.status(externalTenantId))
                .map(status -> Response.ok(EventJson.write(status)).build())
                .orElseGet(UnknownClient::answer);
    }
}
