package dev.recoup.debitura;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/**
 * The Referral Partner API on the wire, one method per operation of {@code referral-partner-api.yaml}. Only {@link DebituraReferral} calls it; it is
 * public because generated clients live in another class loader.
 */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface ReferralApi {

    /**
     * The calling partner.
     *
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("me")
    Response getMe();

    /**
     * Creates a client or reports its state.
     *
     * @param body request body, sent as it is
     * @return the answer as it came, whatever its status
     */
    @POST
    @Path("clients")
    Response createClient(byte[] body);

    /**
     * One client.
     *
     * @param externalTenantId the platform's key of the client
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("clients/{externalTenantId}")
    Response getClient(@PathParam("externalTenantId") String externalTenantId);

    /**
     * One page of clients.
     *
     * @param externalTenantId exactly this one, null for any
     * @param query text to look for, null for any
     * @param onboardingDone signed or not, null for any
     * @param isAttributedClient attributed or not, null for any
     * @param dateCreatedFrom linked at or after, null for any
     * @param dateCreatedTo linked at or before, null for any
     * @param sort field and direction
     * @param page 1-based
     * @param pageSize 1 to 100
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("clients")
    Response listClients(
            @QueryParam("ExternalTenantId") String externalTenantId,
            @QueryParam("Query") String query,
            @QueryParam("OnboardingDone") Boolean onboardingDone,
            @QueryParam("IsAttributedClient") Boolean isAttributedClient,
            @QueryParam("DateCreatedFrom") String dateCreatedFrom,
            @QueryParam("DateCreatedTo") String dateCreatedTo,
            @QueryParam("Sort") String sort,
            @QueryParam("Page") int page,
            @QueryParam("PageSize") int pageSize);

    /**
     * One case.
     *
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("cases/{id}")
    Response getCase(@PathParam("id") UUID id);

    /**
     * One page of cases.
     *
     * @param fromDate at or after, null for any
     * @param toDate at or before, null for any
     * @param externalTenantId the platform's key of the client
     * @param statuses lifecycle names, empty for all
     * @param query text to look for, null for any
     * @param countryIds countries of debtors, empty for all
     * @param collectionPartnerIds collection partners, empty for all
     * @param sort field and direction
     * @param page 1-based
     * @param pageSize 1 to 100
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("cases")
    Response listCases(
            @QueryParam("FromDate") String fromDate,
            @QueryParam("ToDate") String toDate,
            @QueryParam("ExternalTenantId") String externalTenantId,
            @QueryParam("Statuses") List<String> statuses,
            @QueryParam("Query") String query,
            @QueryParam("CountryIds") List<Integer> countryIds,
            @QueryParam("CollectionPartnerIds") List<UUID> collectionPartnerIds,
            @QueryParam("Sort") String sort,
            @QueryParam("Page") int page,
            @QueryParam("PageSize") int pageSize);

    /**
     * One page of transactions.
     *
     * @param fromDate at or after, null for any
     * @param toDate at or before, null for any
     * @param externalTenantId the platform's key of the client
     * @param revenueStages stage numbers, empty for all
     * @param hasRecognizedRevenue recognised or not, null for any
     * @param commissionPaymentStatuses numbers, empty for all
     * @param platformInvoicingStatuses numbers, empty for all
     * @param referralInvoicingStatuses numbers, empty for all
     * @param search text to look for, null for any
     * @param countryIds countries of debtors, empty for all
     * @param collectionPartnerIds collection partners, empty for all
     * @param sort field and direction
     * @param page 1-based
     * @param pageSize 1 to 100
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("reporting/transactions")
    Response listTransactions(
            @QueryParam("FromDate") String fromDate,
            @QueryParam("ToDate") String toDate,
            @QueryParam("ExternalTenantId") String externalTenantId,
            @QueryParam("RevenueStages") List<Integer> revenueStages,
            @QueryParam("HasRecognizedRevenue") Boolean hasRecognizedRevenue,
            @QueryParam("CommissionPaymentStatuses") List<Integer> commissionPaymentStatuses,
            @QueryParam("PlatformInvoicingStatuses") List<Integer> platformInvoicingStatuses,
            @QueryParam("ReferralInvoicingStatuses") List<Integer> referralInvoicingStatuses,
            @QueryParam("Search") String search,
            @QueryParam("CountryIds") List<Integer> countryIds,
            @QueryParam("CollectionPartnerIds") List<UUID> collectionPartnerIds,
            @QueryParam("Sort") String sort,
            @QueryParam("Page") int page,
            @QueryParam("PageSize") int pageSize);

    /**
     * All webhook subscriptions.
     *
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("v1/Webhooks")
    Response listWebhooks();

    /**
     * Creates a webhook subscription.
     *
     * @param body request body, sent as it is
     * @return the answer as it came, whatever its status
     */
    @POST
    @Path("v1/Webhooks")
    Response createWebhook(byte[] body);

    /**
     * One webhook subscription.
     *
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("v1/Webhooks/{id}")
    Response getWebhook(@PathParam("id") UUID id);

    /**
     * Changes a webhook subscription.
     *
     * @param id its id
     * @param body request body, sent as it is
     * @return the answer as it came, whatever its status
     */
    @PUT
    @Path("v1/Webhooks/{id}")
    Response updateWebhook(@PathParam("id") UUID id, byte[] body);

    /**
     * Deletes a webhook subscription.
     *
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @DELETE
    @Path("v1/Webhooks/{id}")
    Response deleteWebhook(@PathParam("id") UUID id);

    /**
     * Fires an event at the partner's own subscriptions.
     *
     * @param body request body, sent as it is
     * @return the answer as it came, whatever its status
     */
    @POST
    @Path("v1/Webhooks/test")
    Response triggerTestWebhook(byte[] body);

    /**
     * Wipes a client of the test environment.
     *
     * @param externalTenantId the platform's key of the client
     * @return the answer as it came, whatever its status
     */
    @DELETE
    @Path("clients/{externalTenantId}")
    Response resetClient(@PathParam("externalTenantId") String externalTenantId);

    /**
     * Whether a client of the test environment can be wiped.
     *
     * @param externalTenantId the platform's key of the client
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("clients/{externalTenantId}/is-deletable")
    Response isClientDeletable(@PathParam("externalTenantId") String externalTenantId);

    /**
     * Withdraws a client that never finished onboarding.
     *
     * @param externalTenantId the platform's key of the client
     * @return the answer as it came, whatever its status
     */
    @POST
    @Path("clients/{externalTenantId}/withdraw")
    Response withdrawClient(@PathParam("externalTenantId") String externalTenantId);

    /**
     * Submits KYC data of a client's director.
     *
     * @param externalTenantId the platform's key of the client
     * @param sendChatNotification whether the collection partner is told
     * @param idempotencyKey key of the logical submission
     * @param body request body, sent as it is
     * @return the answer as it came, whatever its status
     */
    @POST
    @Path("clients/{externalTenantId}/kyc-verification")
    Response submitKycVerification(
            @PathParam("externalTenantId") String externalTenantId,
            @QueryParam("sendChatNotification") boolean sendChatNotification,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            byte[] body);

    /**
     * Attaches a file to a case.
     *
     * @param caseId id of the case
     * @param sendChatNotification whether the collection partner is told
     * @param idempotencyKey key of the logical upload
     * @param contentType media type of the body with its boundary
     * @param body multipart body, sent as it is
     * @return the answer as it came, whatever its status
     */
    @POST
    @Path("cases/{caseId}/files")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    Response uploadCaseFile(
            @PathParam("caseId") UUID caseId,
            @QueryParam("sendChatNotification") boolean sendChatNotification,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] body);

    /**
     * Previews a case.
     *
     * @param body request body, sent as it is
     * @return the answer as it came, whatever its status
     */
    @POST
    @Path("cases/preview")
    Response previewCase(byte[] body);

    /**
     * All jurisdictions served.
     *
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("coverage")
    Response listCoverage();

    /**
     * Ids that filters take.
     *
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("referral-partner/filter-options")
    Response getFilterOptions();
}
