package dev.recoup.debitura;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** The Customer API on the wire; one method per operation of {@code customer-api.yaml}. */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface CustomerApi {

    @POST
    @Path("cases")
    Response createCase(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            byte[] body);

    @GET
    @Path("cases/{id}")
    Response getCase(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    @GET
    @Path("cases/by-creditor-reference/{creditorReference}")
    Response getCaseByCreditorReference(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("creditorReference") String creditorReference);

    @GET
    @Path("cases/{id}/payments")
    Response listCasePayments(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id);
}
