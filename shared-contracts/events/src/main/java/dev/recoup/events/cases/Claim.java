package dev.recoup.events.cases;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * What is owed, by whom, and how Debitura should treat it: the fields of Debitura's create-case request (guide 8) except isTest; amounts are in units of the currency.
 *
 * @param currencyCode ISO 4217 code of every amount of the claim
 * @param amountToRecover whole principal over all bundled invoices, above zero
 * @param amountToRecoverOver6Months part overdue by over 180 days, older parts included; only with the two older buckets
 * @param amountToRecoverOver12Months part overdue by over 12 months, older parts included; only with the 24-month bucket
 * @param amountToRecoverOver24Months part overdue by over 24 months; only with the 12-month bucket
 * @param date invoice date, not in the future
 * @param dueDate due date, neither before date nor in the future; decides the age surcharge when there are no buckets
 * @param creditorReference the client's own reference, unique per client, at most 50 characters; derived from caseRequestId when absent
 * @param claimDescription what the claim is about, at most 4000 characters
 * @param comments remarks such as earlier reminders, at most 4000 characters
 * @param debtor who owes
 * @param creditorDivisionId uuid of the client's division at Debitura
 * @param collectionPartnerId uuid of the collection partner to use whatever the matching rules say
 * @param assignedUserEmail member of the client's team who owns the case
 * @param allowPendingContracts true: accepted while contracts are unsigned and parked until they are signed; false or absent: answered by required actions first
 * @param skipDebituraVerification true: skips Debitura's own check of the data
 * @param returnUrl absolute http or https URL to which the user returns after signing
 * @param tag groups test cases of one run, at most 100 characters; only for test cases
 */
public record Claim(
        String currencyCode,
        BigDecimal amountToRecover,
        Optional<BigDecimal> amountToRecoverOver6Months,
        Optional<BigDecimal> amountToRecoverOver12Months,
        Optional<BigDecimal> amountToRecoverOver24Months,
        LocalDate date,
        Optional<LocalDate> dueDate,
        Optional<String> creditorReference,
        Optional<String> claimDescription,
        Optional<String> comments,
        Debtor debtor,
        Optional<String> creditorDivisionId,
        Optional<String> collectionPartnerId,
        Optional<String> assignedUserEmail,
        boolean allowPendingContracts,
        boolean skipDebituraVerification,
        Optional<String> returnUrl,
        Optional<String> tag) {

    /** Refuses a required value that is null with {@link NullPointerException}; copies lists, a null list is empty. */
    public Claim {
        Objects.requireNonNull(currencyCode, "currencyCode");
        Objects.requireNonNull(amountToRecover, "amountToRecover");
        Objects.requireNonNull(amountToRecoverOver6Months, "amountToRecoverOver6Months");
        Objects.requireNonNull(amountToRecoverOver12Months, "amountToRecoverOver12Months");
        Objects.requireNonNull(amountToRecoverOver24Months, "amountToRecoverOver24Months");
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(dueDate, "dueDate");
        Objects.requireNonNull(creditorReference, "creditorReference");
        Objects.requireNonNull(claimDescription, "claimDescription");
        Objects.requireNonNull(comments, "comments");
        Objects.requireNonNull(debtor, "debtor");
        Objects.requireNonNull(creditorDivisionId, "creditorDivisionId");
        Objects.requireNonNull(collectionPartnerId, "collectionPartnerId");
        Objects.requireNonNull(assignedUserEmail, "assignedUserEmail");
        Objects.requireNonNull(returnUrl, "returnUrl");
        Objects.requireNonNull(tag, "tag");
    }

    /** Only the type's name, because the values are personal and logs are not. */
    @Override
    public String toString() {
        return "Claim[withheld]";
    }

    /** Starts an empty Claim. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these values. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.currencyCode = currencyCode;
        copy.amountToRecover = amountToRecover;
        copy.amountToRecoverOver6Months = amountToRecoverOver6Months;
        copy.amountToRecoverOver12Months = amountToRecoverOver12Months;
        copy.amountToRecoverOver24Months = amountToRecoverOver24Months;
        copy.date = date;
        copy.dueDate = dueDate;
        copy.creditorReference = creditorReference;
        copy.claimDescription = claimDescription;
        copy.comments = comments;
        copy.debtor = debtor;
        copy.creditorDivisionId = creditorDivisionId;
        copy.collectionPartnerId = collectionPartnerId;
        copy.assignedUserEmail = assignedUserEmail;
        copy.allowPendingContracts = allowPendingContracts;
        copy.skipDebituraVerification = skipDebituraVerification;
        copy.returnUrl = returnUrl;
        copy.tag = tag;
        return copy;
    }

    /** Collects the values of a {@link Claim}; {@link #build()} refuses what is required and was not set. */
    public static final class Builder {
        private String currencyCode;
        private BigDecimal amountToRecover;
        private Optional<BigDecimal> amountToRecoverOver6Months = Optional.empty();
        private Optional<BigDecimal> amountToRecoverOver12Months = Optional.empty();
        private Optional<BigDecimal> amountToRecoverOver24Months = Optional.empty();
        private LocalDate date;
        private Optional<LocalDate> dueDate = Optional.empty();
        private Optional<String> creditorReference = Optional.empty();
        private Optional<String> claimDescription = Optional.empty();
        private Optional<String> comments = Optional.empty();
        private Debtor debtor;
        private Optional<String> creditorDivisionId = Optional.empty();
        private Optional<String> collectionPartnerId = Optional.empty();
        private Optional<String> assignedUserEmail = Optional.empty();
        private boolean allowPendingContracts;
        private boolean skipDebituraVerification;
        private Optional<String> returnUrl = Optional.empty();
        private Optional<String> tag = Optional.empty();

        private Builder() {}

        /** Sets currencyCode: ISO 4217 code of every amount of the claim. */
        public Builder currencyCode(String currencyCode) {
            this.currencyCode = currencyCode;
            return this;
        }

        /** Sets amountToRecover: whole principal over all bundled invoices, above zero. */
        public Builder amountToRecover(BigDecimal amountToRecover) {
            this.amountToRecover = amountToRecover;
            return this;
        }

        /** Sets amountToRecoverOver6Months: part overdue by over 180 days, older parts included; only with the two older buckets. Null leaves it absent. */
        public Builder amountToRecoverOver6Months(BigDecimal amountToRecoverOver6Months) {
            this.amountToRecoverOver6Months = Optional.ofNullable(amountToRecoverOver6Months);
            return this;
        }

        /** Sets amountToRecoverOver12Months: part overdue by over 12 months, older parts included; only with the 24-month bucket. Null leaves it absent. */
        public Builder amountToRecoverOver12Months(BigDecimal amountToRecoverOver12Months) {
            this.amountToRecoverOver12Months = Optional.ofNullable(amountToRecoverOver12Months);
            return this;
        }

        /** Sets amountToRecoverOver24Months: part overdue by over 24 months; only with the 12-month bucket. Null leaves it absent. */
        public Builder amountToRecoverOver24Months(BigDecimal amountToRecoverOver24Months) {
            this.amountToRecoverOver24Months = Optional.ofNullable(amountToRecoverOver24Months);
            return this;
        }

        /** Sets date: invoice date, not in the future. */
        public Builder date(LocalDate date) {
            this.date = date;
            return this;
        }

        /** Sets dueDate: due date, neither before date nor in the future; decides the age surcharge when there are no buckets. Null leaves it absent. */
        public Builder dueDate(LocalDate dueDate) {
            this.dueDate = Optional.ofNullable(dueDate);
            return this;
        }

        /** Sets creditorReference: the client's own reference, unique per client, at most 50 characters; derived from caseRequestId when absent. Null leaves it absent. */
        public Builder creditorReference(String creditorReference) {
            this.creditorReference = Optional.ofNullable(creditorReference);
            return this;
        }

        /** Sets claimDescription: what the claim is about, at most 4000 characters. Null leaves it absent. */
        public Builder claimDescription(String claimDescription) {
            this.claimDescription = Optional.ofNullable(claimDescription);
            return this;
        }

        /** Sets comments: remarks such as earlier reminders, at most 4000 characters. Null leaves it absent. */
        public Builder comments(String comments) {
            this.comments = Optional.ofNullable(comments);
            return this;
        }

        /** Sets debtor: who owes. */
        public Builder debtor(Debtor debtor) {
            this.debtor = debtor;
            return this;
        }

        /** Sets creditorDivisionId: uuid of the client's division at Debitura. Null leaves it absent. */
        public Builder creditorDivisionId(String creditorDivisionId) {
            this.creditorDivisionId = Optional.ofNullable(creditorDivisionId);
            return this;
        }

        /** Sets collectionPartnerId: uuid of the collection partner to use whatever the matching rules say. Null leaves it absent. */
        public Builder collectionPartnerId(String collectionPartnerId) {
            this.collectionPartnerId = Optional.ofNullable(collectionPartnerId);
            return this;
        }

        /** Sets assignedUserEmail: member of the client's team who owns the case. Null leaves it absent. */
        public Builder assignedUserEmail(String assignedUserEmail) {
            this.assignedUserEmail = Optional.ofNullable(assignedUserEmail);
            return this;
        }

        /** Sets allowPendingContracts: true: accepted while contracts are unsigned and parked until they are signed; false or absent: answered by required actions first. */
        public Builder allowPendingContracts(boolean allowPendingContracts) {
            this.allowPendingContracts = allowPendingContracts;
            return this;
        }

        /** Sets skipDebituraVerification: true: skips Debitura's own check of the data. */
        public Builder skipDebituraVerification(boolean skipDebituraVerification) {
            this.skipDebituraVerification = skipDebituraVerification;
            return this;
        }

        /** Sets returnUrl: absolute http or https URL to which the user returns after signing. Null leaves it absent. */
        public Builder returnUrl(String returnUrl) {
            this.returnUrl = Optional.ofNullable(returnUrl);
            return this;
        }

        /** Sets tag: groups test cases of one run, at most 100 characters; only for test cases. Null leaves it absent. */
        public Builder tag(String tag) {
            this.tag = Optional.ofNullable(tag);
            return this;
        }

        /** The values as a {@link Claim}. */
        public Claim build() {
            return new Claim(
                    currencyCode,
                    amountToRecover,
                    amountToRecoverOver6Months,
                    amountToRecoverOver12Months,
                    amountToRecoverOver24Months,
                    date,
                    dueDate,
                    creditorReference,
                    claimDescription,
                    comments,
                    debtor,
                    creditorDivisionId,
                    collectionPartnerId,
                    assignedUserEmail,
                    allowPendingContracts,
                    skipDebituraVerification,
                    returnUrl,
                    tag);
        }
    }
}
