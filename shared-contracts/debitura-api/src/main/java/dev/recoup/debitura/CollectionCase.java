package dev.recoup.debitura;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A case as the Customer API answers it (guide, Appendix A: InvoiceDto). Personal data: its text form says only ids and
 * state.
 *
 * @param id Debitura's id, used by API and webhooks
 * @param dateCreated when it was created
 * @param dateUpdated when it last changed
 * @param reference Debitura's short reference for humans
 * @param creditorReference the creditor's own reference
 * @param creditorComments comments of the request
 * @param claimDescription what the claim is about
 * @param grossAmount total claim in {@code currency}
 * @param remainder still open, in {@code currency}
 * @param interestFees interest added
 * @param reminderFees reminder fees added
 * @param collectionFees collection fees added
 * @param totalAddedFees sum of the fees added
 * @param currency ISO 4217
 * @param isTestCase test data
 * @param lifecycle where the case stands, never null
 * @param dueDate due date
 * @param date invoice date
 * @param dateFinished when it was closed
 * @param dateCollectionStarted when collection started
 * @param closeCode how it ended; empty while it has not
 * @param currentEngagementPhase phase of the engagement; empty without one, may move back, survives the end
 * @param claimType kind of claim as text
 * @param creditorDivisionId division it is filed under
 * @param debtor who owes the money
 * @param collectionPartner the agency at work
 * @param creditor who is owed the money
 * @param bankAccount where the debtor pays to
 * @param blendedAgeUpliftPoints blended age surcharge in percentage points, for cases with age buckets
 * @param preLegalSuccessFee success fee in percent, age surcharge included
 * @param solutionUrl signing page; deprecated, read {@link #signingUrl()}
 * @param signingHandoff one page for everything still to be signed
 * @param exclusivePeriodEndDate end of the exclusive collection period
 * @param disputeStatus whether the debtor disputes the claim, as text
 * @param validation whether Debitura wants more information
 * @param assignedUser who owns the case at the creditor
 * @param allocationOutstanding open amount by part of the debt
 */
public record CollectionCase(
        UUID id,
        Instant dateCreated,
        Instant dateUpdated,
        String reference,
        String creditorReference,
        String creditorComments,
        String claimDescription,
        BigDecimal grossAmount,
        BigDecimal remainder,
        BigDecimal interestFees,
        BigDecimal reminderFees,
        BigDecimal collectionFees,
        BigDecimal totalAddedFees,
        String currency,
        @JsonProperty("isTestCase") boolean isTestCase,
        Told<Lifecycle> lifecycle,
        Instant dueDate,
        Instant date,
        Instant dateFinished,
        Instant dateCollectionStarted,
        Optional<Told<CloseCode>> closeCode,
        Optional<EngagementPhase> currentEngagementPhase,
        String claimType,
        UUID creditorDivisionId,
        Debtor debtor,
        CollectionPartner collectionPartner,
        Creditor creditor,
        BankAccount bankAccount,
        BigDecimal blendedAgeUpliftPoints,
        BigDecimal preLegalSuccessFee,
        String solutionUrl,
        SigningHandoff signingHandoff,
        Instant exclusivePeriodEndDate,
        String disputeStatus,
        Validation validation,
        AssignedUser assignedUser,
        AllocationOutstanding allocationOutstanding) {

    /** Replaces a missing lifecycle by {@code UNKNOWN}. */
    public CollectionCase {
        lifecycle = lifecycle == null ? Told.nothing(Lifecycle.UNKNOWN) : lifecycle;
    }

    /**
     * Where the client signs what is still open.
     *
     * @return the combined page, else the deprecated one, empty when nothing is open
     */
    public Optional<String> signingUrl() {
        return Optional.ofNullable(signingHandoff)
                .flatMap(SigningHandoff::combinedSigningUrl)
                .or(() -> Optional.ofNullable(solutionUrl));
    }

    /**
     * The calendar day of the invoice in UTC.
     *
     * @return the day, empty when Debitura gave none
     */
    public Optional<LocalDate> invoiceDay() {
        return Optional.ofNullable(date).map(instant -> LocalDate.ofInstant(instant, java.time.ZoneOffset.UTC));
    }

    @Override
    public String toString() {
        return "CollectionCase[id=" + id + ", lifecycle=" + lifecycle.value() + ", closeCode="
                + closeCode.map(Told::value) + "]";
    }

    /**
     * The agency working the case.
     *
     * @param name name
     * @param officeEmail e-mail address
     * @param officePhone telephone
     * @param publicSite web site
     * @param surveyCadenceMode 0 or 1; meaning not published
     */
    public record CollectionPartner(
            String name, String officeEmail, String officePhone, String publicSite, Integer surveyCadenceMode) {}

    /**
     * The party that is owed the money.
     *
     * @param id Debitura's creditor id
     * @param companyName name
     * @param companyRegistrationNumber register number
     * @param officeEmail e-mail address
     * @param officePhone telephone
     * @param address street and number
     * @param city city
     * @param zipCode postal code
     * @param state region
     * @param country country name
     * @param division division of the case
     */
    public record Creditor(
            UUID id,
            String companyName,
            String companyRegistrationNumber,
            String officeEmail,
            String officePhone,
            String address,
            String city,
            String zipCode,
            String state,
            String country,
            Division division) {}

    /**
     * A division of the creditor.
     *
     * @param id its id
     * @param name its name
     */
    public record Division(UUID id, String name) {}

    /**
     * The creditor's bank account; confidential, its text form says only the scheme.
     *
     * @param id its id
     * @param label name given by the user
     * @param scheme IBAN, SWIFT or LOCAL
     * @param currencyCode ISO 4217
     * @param bankCountryCode ISO alpha-2
     * @param accountHolderName holder
     * @param iban scheme IBAN
     * @param bic schemes IBAN and SWIFT
     * @param accountNumber schemes SWIFT and LOCAL
     * @param localIdentifier scheme LOCAL
     * @param localIdentifierType what the local identifier is
     * @param bankName bank
     * @param bankAddress its address
     * @param bankCity its city
     * @param bankZipCode its postal code
     * @param bankState its region
     */
    public record BankAccount(
            Integer id,
            String label,
            String scheme,
            String currencyCode,
            String bankCountryCode,
            String accountHolderName,
            String iban,
            String bic,
            String accountNumber,
            String localIdentifier,
            String localIdentifierType,
            String bankName,
            String bankAddress,
            String bankCity,
            String bankZipCode,
            String bankState) {

        @Override
        public String toString() {
            return "BankAccount[scheme=" + scheme + "]";
        }
    }

    /**
     * Whether Debitura wants more information.
     *
     * @param needsInfo true: the creditor must answer
     */
    public record Validation(boolean needsInfo) {}

    /**
     * The team member who owns the case; personal data, without text form.
     *
     * @param email e-mail address
     * @param name full name
     */
    public record AssignedUser(String email, String name) {

        @Override
        public String toString() {
            return "AssignedUser[]";
        }
    }

    /**
     * Open amount by part of the debt, in the currency of the case.
     *
     * @param principal principal
     * @param interest interest
     * @param reminderFees reminder fees
     * @param collectionFees collection fees
     */
    public record AllocationOutstanding(
            BigDecimal principal, BigDecimal interest, BigDecimal reminderFees, BigDecimal collectionFees) {}
}
