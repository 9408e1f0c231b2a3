package dev.recoup.messaging.audit;

import dev.recoup.messaging.Servers;
import dev.recoup.messaging.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jboss.resteasy.reactive.RestPath;

/** What an operator may change here. */
@Path("/levers/{id}")
@RolesAllowed("operator")
@RunOnVirtualThread
class Levers {

    static final AtomicInteger PULLED = new AtomicInteger();

    @Inject
    DataSource database;

    @POST
    @Path("/pull")
    @Audited("lever.pull")
    public Response pull(@RestPath String id) {
        PULLED.incrementAndGet();
        long known = Servers.number(
                database, "select count(*) from audit where path like '%" + id + "/pull' and ended_at is null");
        return Response.accepted(known).build();
    }

    @POST
    @Path("/refuse")
    @Audited("lever.refuse")
    public Response refuse(@RestPath String id) {
        throw Problem.exception(Status.CONFLICT, "It is stuck.");
    }

    @POST
    @Path("/break")
    @Audited("lever.break")
    @Transactional
    public Response breakIt(@RestPath String id) {
        throw new IllegalStateException("Jane Doe, 1 Main Street");
    }

    @DELETE
    @Audited("lever.remove")
    public void remove(@RestPath String id) {}

    @GET
    public String look(@RestPath String id) {
        return id;
    }
}
