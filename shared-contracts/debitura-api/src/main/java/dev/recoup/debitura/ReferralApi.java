package dev.recoup.debitura;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/** The Referral Partner API on the wire; one method per operation of {@code referral-partner-api.yaml}. */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface ReferralApi {

    @GET
    @Path("me")
    Response getMe();

    @POST
    @Path("clients")
    Response createClient(byte[] body);

    @GET
    @Path("clients/{externalTenantId}")
    Response getClient(@PathParam("externalTenantId") String externalTenantId);

    @GET
    @Path("clients")
    Response listClients(
            @QueryParam("Query") String query,
            @QueryParam("OnboardingDone") Boolean onboardingDone,
            @QueryParam("IsAttributedClient") Boolean isAttributedClient,
            @QueryParam("DateCreatedFrom") String dateCreatedFrom,
            @QueryParam("DateCreatedTo") String dateCreatedTo,
            @QueryParam("Sort") String sort,
            @QueryParam("Page") int page,
            @QueryParam("PageSize") int pageSize);

    @GET
    @Path("cases/{id}")
    Response getCase(@PathParam("id") UUID id);

    @GET
    @Path("cases")
    Response listCases(
            @QueryParam("FromDate") String fromDate,
            @QueryParam("ToDate") String toDate,
            @QueryParam("ExternalTenantId") String externalTenantId,
            @QueryParam("Statuses") List<String> statuses,
            @QueryParam("Query") String query,
            @QueryParam("Sort") String sort,
            @QueryParam("Page") int page,
            @QueryParam("PageSize") int pageSize);

    @GET
    @Path("reporting/transactions")
    Response listTransactions(
            @QueryParam("FromDate") String fromDate,
            @QueryParam("ToDate") String toDate,
            @QueryParam("ExternalTenantId") String externalTenantId,
            @QueryParam("RevenueStages") List<Integer> revenueStages,
            @QueryParam("Sort") String sort,
            @QueryParam("Page") int page,
            @QueryParam("PageSize") int pageSize);

    @GET
    @Path("v1/Webhooks")
    Response listWebhooks();

    @POST
    @Path("v1/Webhooks")
    Response createWebhook(byte[] body);

    @GET
    @Path("v1/Webhooks/{id}")
    Response getWebhook(@PathParam("id") UUID id);

    @PUT
    @Path("v1/Webhooks/{id}")
    Response updateWebhook(@PathParam("id") UUID id, byte[] body);

    @DELETE
    @Path("v1/Webhooks/{id}")
    Response deleteWebhook(@PathParam("id") UUID id);
}
