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

/**
 * The Customer API on the wire, one method per operation of {@code customer-api.yaml}. Only {@link DebituraCustomer} calls it; it is
 * public because generated clients live in another class loader.
 */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface CustomerApi {

    /**
     * Submits a case.
     *
     * @param authorization bearer token of the client
     * @param idempotencyKey key of the logical submission
     * @param body request body, sent as it is
     * @return the answer as it came, whatever its status
     */
    @POST
    @Path("cases")
    Response createCase(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            byte[] body);

    /**
     * One case.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("cases/{id}")
    Response getCase(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    /**
     * One case by the creditor's own reference.
     *
     * @param authorization bearer token of the client
     * @param creditorReference the creditor's own reference
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("cases/by-creditor-reference/{creditorReference}")
    Response getCaseByCreditorReference(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("creditorReference") String creditorReference);

    /**
     * All payments of a case.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("cases/{id}/payments")
    Response listCasePayments(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id);
}
