package dev.recoup.debitura;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A case to submit (guide 8). Null components are left out of the request. Personal data: its text form says only the
 * creditor reference.
 *
 * @param currencyCode ISO 4217, required
 * @param date invoice date, required in practice, not in the future
 * @param dueDate not before {@code date} and not in the future
 * @param comments at most 4000 characters
 * @param claimDescription at most 4000 characters
 * @param creditorReference at most 50 characters, unique per creditor
 * @param debtor who owes the money
 * @param creditorDivisionId the division to file it under
 * @param amountToRecover total principal in {@code currencyCode}, above 0
 * @param amountToRecoverOver6Months part overdue for more than 180 days; only with the two below
 * @param amountToRecoverOver12Months part overdue for more than 12 months; only together with the next
 * @param amountToRecoverOver24Months part overdue for more than 24 months
 * @param skipDebituraVerification leave out Debitura's own check
 * @param allowPendingContracts true parks the case until signed, false (default) answers 422 instead
 * @param isTest stored but flagged as test data
 * @param tag label of test cases, at most 100 characters
 * @param collectionPartnerId forces this collection partner
 * @param assignedUserEmail owner of the case, an active team member
 * @param returnUrl absolute URL to return to after signing, at most 2048 characters
 */
public record CreateCase(
        String currencyCode,
        LocalDate date,
        LocalDate dueDate,
        String comments,
        String claimDescription,
        String creditorReference,
        Debtor debtor,
        UUID creditorDivisionId,
        BigDecimal amountToRecover,
        BigDecimal amountToRecoverOver6Months,
        BigDecimal amountToRecoverOver12Months,
        BigDecimal amountToRecoverOver24Months,
        Boolean skipDebituraVerification,
        Boolean allowPendingContracts,
        @JsonProperty("isTest") Boolean isTest,
        String tag,
        UUID collectionPartnerId,
        String assignedUserEmail,
        String returnUrl) {

    /**
     * The request body, to be stored and sent unchanged however often it is sent: the same idempotency key with other
     * bytes is a conflict (guide 24).
     *
     * @return UTF-8 JSON without null properties, numbers in plain notation
     */
    public byte[] toJson() {
        return DebituraJson.bytes(this);
    }

    @Override
    public String toString() {
        return "CreateCase[creditorReference=" + creditorReference + "]";
    }
}
