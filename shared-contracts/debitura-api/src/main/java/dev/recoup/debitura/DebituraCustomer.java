package dev.recoup.debitura;

import dev.recoup.debitura.BusinessError.Type;
import dev.recoup.debitura.DebituraError.Answered;
import dev.recoup.debitura.DebituraError.BusinessRules;
import dev.recoup.debitura.DebituraError.ClientNotLinked;
import dev.recoup.debitura.customer.CasePayment;
import dev.recoup.debitura.customer.ContractStatus;
import dev.recoup.debitura.customer.CustomerCaseFilter;
import dev.recoup.debitura.customer.CustomerCasePage;
import dev.recoup.debitura.customer.CustomerPreview;
import dev.recoup.debitura.customer.ExclusivePeriod;
import dev.recoup.debitura.customer.QuoteDetail;
import dev.recoup.debitura.customer.QuoteRequestDetail;
import dev.recoup.debitura.customer.QuoteRequests;
import dev.recoup.debitura.customer.Quotes;
import dev.recoup.debitura.customer.Timeline;
import dev.recoup.debitura.customer.Validation;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The Customer API in the name of one client, with a token minted for it (guide 3.2). A refused token is dropped, minted
 * anew and tried once more. Calls block, are safe for concurrent use, are not repeated otherwise, and must not be made
 * inside a database transaction. Whatever is not part of a method's result is thrown as {@link DebituraException}; its
 * error is {@link ClientNotLinked} when the client has no usable link.
 */
@Singleton
public class DebituraCustomer {

    private final CustomerApi api;
    private final CustomerCalls calls;

    DebituraCustomer(CustomerApi api, CustomerCalls calls) {
        this.api = api;
        this.calls = calls;
    }

    /**
     * Submits a case (guide 8).
     *
     * @param externalTenantId whose case it is
     * @param idempotencyKey key of this logical submission, 1 to 255 characters
     * @param body the exact request body, from {@link CreateCase#toJson()}; sent as it is
     * @return what came out, never null; nothing is thrown for an answer or a fault
     */
    public SubmissionOutcome submitCase(String externalTenantId, String idempotencyKey, byte[] body) {
        var call = DebituraCall.customer("createCase", externalTenantId);
        try {
            CollectionCase created = calls.call(
                    call,
                    DebituraJson.type(CollectionCase.class),
                    bearer -> api.createCase(bearer, idempotencyKey, body));
            return created.id() == null
                    ? new SubmissionOutcome.Unknown(new DebituraError.UnreadableAnswer(200))
                    : new SubmissionOutcome.Accepted(created);
        } catch (DebituraException failed) {
            return notAccepted(failed.error());
        }
    }

    private static SubmissionOutcome notAccepted(DebituraError error) {
        return switch (error) {
            case BusinessRules rules when isRefusal(rules) -> broken(rules);
            case DebituraError.InvalidFields invalid
            when invalid.status() == 400 || invalid.status() == 422 -> new SubmissionOutcome.Invalid(invalid.fields());
            case DebituraError.RateLimited limited -> new SubmissionOutcome.RateLimited(limited.retryAfter());
            case Answered answered when isRefusal(answered) -> new SubmissionOutcome.Refused(answered);
            case Answered answered -> new SubmissionOutcome.Unknown(answered);
            case ClientNotLinked notLinked -> new SubmissionOutcome.ClientNotLinked(notLinked.evidence());
            case DebituraError.NotMinted(DebituraError.RateLimited limited) ->
                new SubmissionOutcome.RateLimited(limited.retryAfter());
            case DebituraError.NotMinted notMinted -> new SubmissionOutcome.NotSent(notMinted);
            case DebituraError.TestEnvironmentOnly refused -> new SubmissionOutcome.NotSent(refused);
            case DebituraError.NotConnected notConnected -> new SubmissionOutcome.NotSent(notConnected);
            case DebituraError.UnreadableAnswer unreadable -> new SubmissionOutcome.Unknown(unreadable);
            case DebituraError.AnswerLost lost -> new SubmissionOutcome.Unknown(lost);
        };
    }

    /** A 409 may mean that the same key is being worked on (guide 24), so only other client errors are refusals. */
    private static boolean isRefusal(Answered answered) {
        return answered.status() < 500 && answered.status() != 409 && RetryPolicy.of(answered) == RetryPolicy.NEVER;
    }

    private static SubmissionOutcome broken(BusinessRules rules) {
        if (rules.has(Type.CREDITOR_BLOCKED)) {
            return new SubmissionOutcome.CreditorBlocked();
        }
        if (rules.has(Type.IDEMPOTENCY_CONFLICT)) {
            return new SubmissionOutcome.IdempotencyConflict();
        }
        if (rules.has(Type.DUPLICATE_REFERENCE)) {
            return new SubmissionOutcome.DuplicateReference();
        }
        if (rules.has(Type.NO_PARTNER_AVAILABLE)) {
            return new SubmissionOutcome.NoPartnerAvailable();
        }
        if (rules.has(Type.MISSING_DEBT_COLLECTION_CONTRACT) || rules.has(Type.MISSING_POWER_OF_ATTORNEY)) {
            return new SubmissionOutcome.SignatureRequired(rules.errors(), rules.combinedSigningUrl());
        }
        if (rules.has(Type.MISSING_KYC_VERIFICATION)) {
            return new SubmissionOutcome.KycRequired(rules.errors(), rules.combinedSigningUrl());
        }
        return new SubmissionOutcome.Refused(rules);
    }

    /**
     * One case of the client.
     *
     * @param externalTenantId whose case it is
     * @param caseId Debitura's case id
     * @return the case, empty if the client has none of this id
     */
    public Optional<CollectionCase> caseById(String externalTenantId, UUID caseId) {
        var call = DebituraCall.customer("getCase", externalTenantId).forCase(caseId);
        return DebituraTransport.unlessNotFound(
                () -> calls.call(call, DebituraJson.type(CollectionCase.class), bearer -> api.getCase(bearer, caseId)));
    }

    /**
     * The case that carries the creditor's own reference: what to ask after an unknown outcome.
     *
     * @param externalTenantId whose case it is
     * @param creditorReference the reference given at submission, not empty
     * @return the case, empty if none carries the reference
     */
    public Optional<CollectionCase> caseByCreditorReference(String externalTenantId, String creditorReference) {
        var call = DebituraCall.customer("getCaseByCreditorReference", externalTenantId);
        return DebituraTransport.unlessNotFound(() -> calls.call(
                call,
                DebituraJson.type(CollectionCase.class),
                bearer -> api.getCaseByCreditorReference(bearer, creditorReference)));
    }

    /**
     * All payments of a case.
     *
     * @param externalTenantId whose case it is
     * @param caseId Debitura's case id
     * @return the payments, not paged
     * @throws DebituraException with status 404 if the client has no such case
     */
    public List<CasePayment> payments(String externalTenantId, UUID caseId) {
        var call = DebituraCall.customer("listCasePayments", externalTenantId).forCase(caseId);
        return calls.call(call, DebituraJson.listOf(CasePayment.class), bearer -> api.listCasePayments(bearer, caseId));
    }

    /**
     * One page of the client's cases, oldest first.
     *
     * @param externalTenantId in whose name
     * @param filter which
     * @param page 1-based
     * @param pageSize 1 to 100
     * @return the page
     */
    public CustomerCasePage cases(String externalTenantId, CustomerCaseFilter filter, int page, int pageSize) {
        return calls.call(
                DebituraCall.customer("listCases", externalTenantId),
                DebituraJson.type(CustomerCasePage.class),
                bearer -> api.listCases(
                        bearer,
                        filter.caseIds(),
                        filter.lifecycles().stream().map(Lifecycle::wireValue).toList(),
                        filter.divisionIds(),
                        filter.debtorIds(),
                        "DateCreated:asc",
                        page,
                        pageSize));
    }

    /**
     * The case with Debitura's short reference for humans.
     *
     * @param externalTenantId in whose name
     * @param reference the 8 characters
     * @return the case, empty if the client has none of this reference
     */
    public Optional<CollectionCase> caseByReference(String externalTenantId, String reference) {
        return calls.lookUp(
                DebituraCall.customer("getCaseByReference", externalTenantId),
                CollectionCase.class,
                bearer -> api.getCaseByReference(bearer, reference));
    }

    /**
     * What would come of submitting a case (guide 9); stores nothing. No coverage is an answer, not an error.
     *
     * @param externalTenantId in whose name
     * @param preview the case
     * @return eligible or not, with price and open signatures
     */
    public CustomerPreview preview(String externalTenantId, PreviewCase preview) {
        PreviewAnswer answer = calls.call(
                DebituraCall.customer("previewCase", externalTenantId),
                DebituraJson.type(PreviewAnswer.class),
                bearer -> api.previewCase(bearer, DebituraJson.bytes(preview)));
        return answer.result();
    }

    /** The preview as this API wraps it, which the Referral API does not; a wrapper around nothing is no answer. */
    private record PreviewAnswer(CustomerPreview result) {

        PreviewAnswer {
            java.util.Objects.requireNonNull(result, "result");
        }
    }

    /**
     * What a case still waits to be signed (guide 17).
     *
     * @param externalTenantId in whose name
     * @param caseId Debitura's case id
     * @return the contracts with the pages where to sign
     * @throws DebituraException with status 404 if the client has no such case
     */
    public ContractStatus contractStatus(String externalTenantId, UUID caseId) {
        return calls.call(
                DebituraCall.customer("getCaseContractStatus", externalTenantId).forCase(caseId),
                DebituraJson.type(ContractStatus.class),
                bearer -> api.getCaseContractStatus(bearer, caseId));
    }

    /**
     * Everything that happened to a case, in order of time.
     *
     * @param externalTenantId in whose name
     * @param caseId Debitura's case id
     * @return the events, not paged
     * @throws DebituraException with status 404 if the client has no such case
     */
    public Timeline timeline(String externalTenantId, UUID caseId) {
        return calls.call(
                DebituraCall.customer("getCaseTimeline", externalTenantId).forCase(caseId),
                DebituraJson.type(Timeline.class),
                bearer -> api.getCaseTimeline(bearer, caseId));
    }

    /**
     * What the creditor has to supply for a case.
     *
     * @param externalTenantId in whose name
     * @param caseId Debitura's case id
     * @return what is wanted
     * @throws DebituraException with status 404 if the client has no such case
     */
    public Validation validation(String externalTenantId, UUID caseId) {
        return calls.call(
                DebituraCall.customer("getCaseValidation", externalTenantId).forCase(caseId),
                DebituraJson.type(Validation.class),
                bearer -> api.getCaseValidation(bearer, caseId));
    }

    /**
     * The time in which the collection partner alone may collect.
     *
     * @param externalTenantId in whose name
     * @param caseId Debitura's case id
     * @return the period; empty without one or without such a case
     */
    public Optional<ExclusivePeriod> exclusivePeriod(String externalTenantId, UUID caseId) {
        return calls.lookUp(
                DebituraCall.customer("getExclusivePeriod", externalTenantId).forCase(caseId),
                ExclusivePeriod.class,
                bearer -> api.getExclusivePeriod(bearer, caseId));
    }

    /**
     * All requests for quotes on a case.
     *
     * @param externalTenantId in whose name
     * @param caseId Debitura's case id
     * @return the requests, not paged
     * @throws DebituraException with status 404 if the client has no such case
     */
    public QuoteRequests quoteRequests(String externalTenantId, UUID caseId) {
        return calls.call(
                DebituraCall.customer("listQuoteRequests", externalTenantId).forCase(caseId),
                DebituraJson.type(QuoteRequests.class),
                bearer -> api.listQuoteRequests(bearer, caseId));
    }

    /**
     * One request for quotes.
     *
     * @param externalTenantId in whose name
     * @param caseId Debitura's case id
     * @param quoteRequestId the quote request
     * @return the request, empty if there is none
     */
    public Optional<QuoteRequestDetail> quoteRequest(String externalTenantId, UUID caseId, UUID quoteRequestId) {
        return calls.lookUp(
                DebituraCall.customer("getQuoteRequest", externalTenantId).forCase(caseId),
                QuoteRequestDetail.class,
                bearer -> api.getQuoteRequest(bearer, caseId, quoteRequestId));
    }

    /**
     * All quotes for a request.
     *
     * @param externalTenantId in whose name
     * @param caseId Debitura's case id
     * @param quoteRequestId the quote request
     * @return the quotes, not paged
     * @throws DebituraException with status 404 if the client has no such case or request
     */
    public Quotes quotes(String externalTenantId, UUID caseId, UUID quoteRequestId) {
        return calls.call(
                DebituraCall.customer("listQuotes", externalTenantId).forCase(caseId),
                DebituraJson.type(Quotes.class),
                bearer -> api.listQuotes(bearer, caseId, quoteRequestId));
    }

    /**
     * One quote with its prices.
     *
     * @param externalTenantId in whose name
     * @param caseId Debitura's case id
     * @param quoteRequestId the quote request
     * @param quoteId the quote
     * @return the quote, empty if there is none
     */
    public Optional<QuoteDetail> quote(String externalTenantId, UUID caseId, UUID quoteRequestId, UUID quoteId) {
        return calls.lookUp(
                DebituraCall.customer("getQuote", externalTenantId).forCase(caseId),
                QuoteDetail.class,
                bearer -> api.getQuote(bearer, caseId, quoteRequestId, quoteId));
    }
}
