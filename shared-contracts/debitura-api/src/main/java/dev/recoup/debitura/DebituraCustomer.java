package dev.recoup.debitura;

import com.fasterxml.jackson.databind.JavaType;
import dev.recoup.debitura.BusinessError.Type;
import dev.recoup.debitura.DebituraError.Answered;
import dev.recoup.debitura.DebituraError.BusinessRules;
import dev.recoup.debitura.DebituraError.ClientNotLinked;
import dev.recoup.debitura.customer.CasePayment;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The Customer API in the name of one client, with a token minted for it (guide 3.2). A refused token is dropped, minted
 * anew and tried once more. Calls block, are safe for concurrent use, are not repeated otherwise, and must not be made
 * inside a database transaction. Whatever is not part of a method's result is thrown as {@link DebituraException}; its
 * error is {@link ClientNotLinked} when the client has no usable link.
 */
@Singleton
public class DebituraCustomer {

    private static final int UNAUTHORIZED = 401;

    private final CustomerApi api;
    private final ClientTokens tokens;
    private final DebituraTransport transport;

    DebituraCustomer(CustomerApi api, ClientTokens tokens, DebituraTransport transport) {
        this.api = api;
        this.tokens = tokens;
        this.transport = transport;
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
            CollectionCase created = authorised(
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
                () -> authorised(call, DebituraJson.type(CollectionCase.class), bearer -> api.getCase(bearer, caseId)));
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
        return DebituraTransport.unlessNotFound(() -> authorised(
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
        return authorised(call, DebituraJson.listOf(CasePayment.class), bearer -> api.listCasePayments(bearer, caseId));
    }

    private <T> T authorised(DebituraCall call, JavaType type, Function<String, Response> send) {
        var token = tokens.tokenFor(call);
        try {
            return transport.call(call, type, () -> send.apply(token.bearer()));
        } catch (DebituraException refused) {
            if (!isUnauthorized(refused)) {
                throw refused;
            }
        }
        tokens.drop(call, token);
        var fresh = tokens.tokenFor(call);
        try {
            return transport.call(call, type, () -> send.apply(fresh.bearer()));
        } catch (DebituraException refused) {
            if (!isUnauthorized(refused)) {
                throw refused;
            }
            tokens.drop(call, fresh);
            throw new DebituraException(call, new ClientNotLinked(ClientNotLinked.Evidence.SECOND_UNAUTHORIZED));
        }
    }

    private static boolean isUnauthorized(DebituraException failed) {
        return failed.status().orElse(0) == UNAUTHORIZED;
    }
}
