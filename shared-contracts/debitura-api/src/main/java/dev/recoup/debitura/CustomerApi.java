package dev.recoup.debitura;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
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

    /**
     * One page of cases.
     *
     * @param authorization bearer token of the client
     * @param ids case ids, empty for all
     * @param statuses lifecycle names, empty for all
     * @param divisionIds divisions, empty for all
     * @param debtorIds debtors, empty for all
     * @param sort field and direction
     * @param page 1-based
     * @param pageSize 1 to 100
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("cases")
    Response listCases(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @QueryParam("Ids") List<UUID> ids,
            @QueryParam("Statuses") List<String> statuses,
            @QueryParam("DivisionIds") List<UUID> divisionIds,
            @QueryParam("DebtorIds") List<UUID> debtorIds,
            @QueryParam("Sort") String sort,
            @QueryParam("Page") int page,
            @QueryParam("PageSize") int pageSize);

    /**
     * Previews a case.
     *
     * @param authorization bearer token of the client
     * @param body request body, sent as it is
     * @return the answer as it came, whatever its status
     */
    @POST
    @Path("cases/preview")
    Response previewCase(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, byte[] body);

    /**
     * One case by Debitura's short reference.
     *
     * @param authorization bearer token of the client
     * @param caseReference Debitura's short reference
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("cases/case-reference/{caseReference}")
    Response getCaseByReference(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("caseReference") String caseReference);

    /**
     * What a case waits to be signed.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("cases/{id}/contract-status")
    Response getCaseContractStatus(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    /**
     * Everything that happened to a case.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("cases/{id}/timeline")
    Response getCaseTimeline(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    /**
     * All chat messages of a case.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("cases/{id}/chats")
    Response listCaseChats(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    /**
     * Writes into the chat of a case.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @param body request body, sent as it is
     * @return the answer as it came, whatever its status
     */
    @POST
    @Path("cases/{id}/chats")
    Response sendCaseChat(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id, byte[] body);

    /**
     * Attaches a file to a case.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @param contentType media type of the body with its boundary
     * @param body request body, sent as it is
     * @return the answer as it came, whatever its status
     */
    @POST
    @Path("cases/{id}/files")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    Response uploadCaseFile(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] body);

    /**
     * All files of a case.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("cases/{id}/files")
    Response listCaseFiles(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    /**
     * All quote requests of a case.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("cases/{id}/quote-requests")
    Response listQuoteRequests(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    /**
     * One quote request.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @param quoteRequestId id of the quote request
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("cases/{id}/quote-requests/{quoteRequestId}")
    Response getQuoteRequest(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("id") UUID id,
            @PathParam("quoteRequestId") UUID quoteRequestId);

    /**
     * All quotes of a quote request.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @param quoteRequestId id of the quote request
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("cases/{id}/quote-requests/{quoteRequestId}/quotes")
    Response listQuotes(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("id") UUID id,
            @PathParam("quoteRequestId") UUID quoteRequestId);

    /**
     * One quote.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @param quoteRequestId id of the quote request
     * @param quoteId id of the quote
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("cases/{id}/quote-requests/{quoteRequestId}/quotes/{quoteId}")
    Response getQuote(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("id") UUID id,
            @PathParam("quoteRequestId") UUID quoteRequestId,
            @PathParam("quoteId") UUID quoteId);

    /**
     * The exclusive collection period of a case.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("cases/{id}/exclusive-period")
    Response getExclusivePeriod(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    /**
     * What the creditor has to supply for a case.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("cases/{id}/validation")
    Response getCaseValidation(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    /**
     * Tasks of a case.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @param status open or solved
     * @param type task types, empty for all
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("cases/{id}/tasks")
    Response listCaseTasks(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("id") UUID id,
            @QueryParam("status") String status,
            @QueryParam("type") List<String> type);

    /**
     * State of the account's standard agreement.
     *
     * @param authorization bearer token of the client
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("contracts/debt-collection/status")
    Response getDebtCollectionContractStatus(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

    /**
     * All jurisdictions served.
     *
     * @param authorization bearer token of the client
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("coverage")
    Response listCoverage(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

    /**
     * One jurisdiction.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("coverage/{id}")
    Response getCoverage(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") int id);

    /**
     * Whether a case could be taken.
     *
     * @param authorization bearer token of the client
     * @param body request body, sent as it is
     * @return the answer as it came, whatever its status
     */
    @POST
    @Path("coverage/check-eligibility")
    Response checkEligibility(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, byte[] body);

    /**
     * Creates a division.
     *
     * @param authorization bearer token of the client
     * @param idempotencyKey key of the logical request
     * @param body request body, sent as it is
     * @return the answer as it came, whatever its status
     */
    @POST
    @Path("divisions")
    Response createDivision(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            byte[] body);

    /**
     * One page of divisions.
     *
     * @param authorization bearer token of the client
     * @param page 1-based
     * @param pageSize 1 to 100
     * @param includeArchived whether archived ones are listed
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("divisions")
    Response listDivisions(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @QueryParam("page") int page,
            @QueryParam("pageSize") int pageSize,
            @QueryParam("includeArchived") boolean includeArchived);

    /**
     * One division.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("divisions/{id}")
    Response getDivision(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    /**
     * Replaces a division.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @param body request body, sent as it is
     * @return the answer as it came, whatever its status
     */
    @PUT
    @Path("divisions/{id}")
    Response updateDivision(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id, byte[] body);

    /**
     * Deletes a division.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @DELETE
    @Path("divisions/{id}")
    Response deleteDivision(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    /**
     * Takes a division out of use for good.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @POST
    @Path("divisions/{id}/archive")
    Response archiveDivision(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    /**
     * The creditor behind the token.
     *
     * @param authorization bearer token of the client
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("me")
    Response getMe(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

    /**
     * One page of all payments.
     *
     * @param authorization bearer token of the client
     * @param page 1-based
     * @param pageSize 1 to 100
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("Payments")
    Response listPayments(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @QueryParam("Page") int page,
            @QueryParam("PageSize") int pageSize);

    /**
     * One payment.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("Payments/{id}")
    Response getPayment(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    /**
     * One page of tasks over all cases.
     *
     * @param authorization bearer token of the client
     * @param status open or solved
     * @param type task types, empty for all
     * @param page 1-based
     * @param pageSize 1 to 100
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("tasks")
    Response listTasks(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @QueryParam("status") String status,
            @QueryParam("type") List<String> type,
            @QueryParam("Page") int page,
            @QueryParam("PageSize") int pageSize);

    /**
     * One page of the creditor's team.
     *
     * @param authorization bearer token of the client
     * @param page 1-based
     * @param pageSize 1 to 100
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("users")
    Response listUsers(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @QueryParam("Page") int page,
            @QueryParam("PageSize") int pageSize);

    /**
     * Creates a webhook subscription.
     *
     * @param authorization bearer token of the client
     * @param body request body, sent as it is
     * @return the answer as it came, whatever its status
     */
    @POST
    @Path("webhooks")
    Response createWebhook(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, byte[] body);

    /**
     * All webhook subscriptions.
     *
     * @param authorization bearer token of the client
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("webhooks")
    Response listWebhooks(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

    /**
     * One webhook subscription.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("webhooks/{id}")
    Response getWebhook(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    /**
     * Changes a webhook subscription.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @param body request body, sent as it is
     * @return the answer as it came, whatever its status
     */
    @PATCH
    @Path("webhooks/{id}")
    Response updateWebhook(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id, byte[] body);

    /**
     * Deletes a webhook subscription.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @DELETE
    @Path("webhooks/{id}")
    Response deleteWebhook(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    /**
     * Sends a made-up event to a subscription.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @POST
    @Path("webhooks/{id}/test")
    Response testWebhook(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    /**
     * Delivery log of a case.
     *
     * @param authorization bearer token of the client
     * @param caseId id of the case
     * @param since recorded at or after, null for any
     * @return the answer as it came, whatever its status
     */
    @GET
    @Path("webhooks/events")
    Response listWebhookEvents(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @QueryParam("caseId") UUID caseId,
            @QueryParam("since") String since);

    /**
     * Sends a recorded event again.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @POST
    @Path("webhooks/events/{id}/replay")
    Response replayWebhookEvent(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    /**
     * Brings a test case to a state.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @param body request body, sent as it is
     * @return the answer as it came, whatever its status
     */
    @POST
    @Path("test/cases/{id}/advance")
    Response advanceTestCase(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id, byte[] body);

    /**
     * Removes a test case.
     *
     * @param authorization bearer token of the client
     * @param id its id
     * @return the answer as it came, whatever its status
     */
    @DELETE
    @Path("test/cases/{id}")
    Response deleteTestCase(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") UUID id);

    /**
     * Removes all test cases with a tag.
     *
     * @param authorization bearer token of the client
     * @param tag tag given at creation
     * @return the answer as it came, whatever its status
     */
    @DELETE
    @Path("test/cases")
    Response deleteTestCasesByTag(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @QueryParam("tag") String tag);

    /**
     * Queues an event for a test case.
     *
     * @param authorization bearer token of the client
     * @param body request body, sent as it is
     * @return the answer as it came, whatever its status
     */
    @POST
    @Path("test/webhooks/fire")
    Response fireTestWebhook(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, byte[] body);
}
