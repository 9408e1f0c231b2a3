package dev.recoup.debitura;

import dev.recoup.debitura.customer.AgreementStatus;
import dev.recoup.debitura.customer.ArchivedDivisions;
import dev.recoup.debitura.customer.CasePayment;
import dev.recoup.debitura.customer.CreditorProfile;
import dev.recoup.debitura.customer.CustomerCoverage;
import dev.recoup.debitura.customer.Division;
import dev.recoup.debitura.customer.DivisionDetails;
import dev.recoup.debitura.customer.DivisionPage;
import dev.recoup.debitura.customer.Eligibility;
import dev.recoup.debitura.customer.EligibilityQuestion;
import dev.recoup.debitura.customer.PaymentPage;
import dev.recoup.debitura.customer.TeamPage;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The account of one client on the Customer API: profile, agreement, team, payments, coverage, divisions. Everything said of {@link DebituraCustomer} about tokens, blocking and
 * exceptions holds here too.
 */
@Singleton
public class DebituraAccount {

    private final CustomerApi api;
    private final CustomerCalls calls;

    DebituraAccount(CustomerApi api, CustomerCalls calls) {
        this.api = api;
        this.calls = calls;
    }

    /**
     * The creditor behind the token; also the cheapest proof that the link is good.
     *
     * @param externalTenantId in whose name
     * @return the profile
     */
    public CreditorProfile me(String externalTenantId) {
        return calls.call(
                DebituraCall.customer("getMe", externalTenantId),
                DebituraJson.type(CreditorProfile.class),
                bearer -> api.getMe(bearer));
    }

    /**
     * State of the client's standard debt collection agreement.
     *
     * @param externalTenantId in whose name
     * @return the state, with the page where to sign
     */
    public AgreementStatus agreementStatus(String externalTenantId) {
        return calls.call(
                DebituraCall.customer("getDebtCollectionContractStatus", externalTenantId),
                DebituraJson.type(AgreementStatus.class),
                bearer -> api.getDebtCollectionContractStatus(bearer));
    }

    /**
     * One page of the client's team, who may write chat messages.
     *
     * @param externalTenantId in whose name
     * @param page 1-based
     * @param pageSize 1 to 100
     * @return the page
     */
    public TeamPage team(String externalTenantId, int page, int pageSize) {
        return calls.call(
                DebituraCall.customer("listUsers", externalTenantId),
                DebituraJson.type(TeamPage.class),
                bearer -> api.listUsers(bearer, page, pageSize));
    }

    /**
     * One page of payments over all cases; the order is not defined.
     *
     * @param externalTenantId in whose name
     * @param page 1-based
     * @param pageSize 1 to 100
     * @return the page
     */
    public PaymentPage payments(String externalTenantId, int page, int pageSize) {
        return calls.call(
                DebituraCall.customer("listPayments", externalTenantId),
                DebituraJson.type(PaymentPage.class),
                bearer -> api.listPayments(bearer, page, pageSize));
    }

    /**
     * One payment.
     *
     * @param externalTenantId in whose name
     * @param id its id
     * @return the payment, empty if the client has none of this id
     */
    public Optional<CasePayment> payment(String externalTenantId, UUID id) {
        return calls.lookUp(
                DebituraCall.customer("getPayment", externalTenantId),
                CasePayment.class,
                bearer -> api.getPayment(bearer, id));
    }

    /**
     * All jurisdictions served, with the state of each power of attorney.
     *
     * @param externalTenantId in whose name
     * @return the jurisdictions, not paged
     */
    public List<CustomerCoverage> coverage(String externalTenantId) {
        return calls.call(
                DebituraCall.customer("listCoverage", externalTenantId),
                DebituraJson.listOf(CustomerCoverage.class),
                bearer -> api.listCoverage(bearer));
    }

    /**
     * One jurisdiction.
     *
     * @param externalTenantId in whose name
     * @param id its id
     * @return the jurisdiction, empty if there is none of this id
     */
    public Optional<CustomerCoverage> coverage(String externalTenantId, int id) {
        return calls.lookUp(
                DebituraCall.customer("getCoverage", externalTenantId),
                CustomerCoverage.class,
                bearer -> api.getCoverage(bearer, id));
    }

    /**
     * Whether a case could be taken, and the state of the power of attorney; gives no price.
     *
     * @param externalTenantId in whose name
     * @param question the case
     * @return the answer, eligible or not
     */
    public Eligibility checkEligibility(String externalTenantId, EligibilityQuestion question) {
        return calls.call(
                DebituraCall.customer("checkEligibility", externalTenantId),
                DebituraJson.type(Eligibility.class),
                bearer -> api.checkEligibility(bearer, DebituraJson.bytes(question)));
    }

    /**
     * One page of divisions.
     *
     * @param externalTenantId in whose name
     * @param archived with or without those out of use
     * @param page 1-based
     * @param pageSize 1 to 100
     * @return the page
     */
    public DivisionPage divisions(String externalTenantId, ArchivedDivisions archived, int page, int pageSize) {
        return calls.call(
                DebituraCall.customer("listDivisions", externalTenantId),
                DebituraJson.type(DivisionPage.class),
                bearer -> api.listDivisions(bearer, page, pageSize, archived == ArchivedDivisions.INCLUDED));
    }

    /**
     * One division.
     *
     * @param externalTenantId in whose name
     * @param id its id
     * @return the division, empty if the client has none of this id
     */
    public Optional<Division> division(String externalTenantId, UUID id) {
        return calls.lookUp(
                DebituraCall.customer("getDivision", externalTenantId),
                Division.class,
                bearer -> api.getDivision(bearer, id));
    }

    /**
     * Creates a division.
     *
     * @param externalTenantId in whose name
     * @param idempotencyKey key of this logical request, 1 to 255 characters
     * @param details all of its data
     * @return the division
     */
    public Division createDivision(String externalTenantId, String idempotencyKey, DivisionDetails details) {
        return calls.call(
                DebituraCall.customer("createDivision", externalTenantId),
                DebituraJson.type(Division.class),
                bearer -> api.createDivision(bearer, idempotencyKey, DebituraJson.bytes(details)));
    }

    /**
     * Replaces everything of a division.
     *
     * @param externalTenantId in whose name
     * @param id its id
     * @param details all of its data
     * @return the division
     * @throws DebituraException with status 404 if the client has no such division
     */
    public Division replaceDivision(String externalTenantId, UUID id, DivisionDetails details) {
        return calls.call(
                DebituraCall.customer("updateDivision", externalTenantId),
                DebituraJson.type(Division.class),
                bearer -> api.updateDivision(bearer, id, DebituraJson.bytes(details)));
    }

    /**
     * Takes a division out of use for good; its cases keep it. Archived before is 422.
     *
     * @param externalTenantId in whose name
     * @param id its id
     * @return the division
     * @throws DebituraException with status 404 if the client has no such division
     */
    public Division archiveDivision(String externalTenantId, UUID id) {
        return calls.call(
                DebituraCall.customer("archiveDivision", externalTenantId),
                DebituraJson.type(Division.class),
                bearer -> api.archiveDivision(bearer, id));
    }

    /**
     * Deletes a division; with active cases it is 422.
     *
     * @param externalTenantId in whose name
     * @param id its id
     * @throws DebituraException with status 404 if the client has no such division
     */
    public void deleteDivision(String externalTenantId, UUID id) {
        calls.callWithoutAnswer(
                DebituraCall.customer("deleteDivision", externalTenantId), bearer -> api.deleteDivision(bearer, id));
    }
}
