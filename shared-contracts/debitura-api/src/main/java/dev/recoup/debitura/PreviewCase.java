package dev.recoup.debitura;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A case to preview on either API (guide 9). Null components are left out of the request. Give the due date or the age
 * buckets, never both.
 *
 * @param amountToRecover total principal in {@code currencyCode}, above 0, required
 * @param currencyCode ISO 4217, required
 * @param debtor what routing needs to know, required
 * @param amountToRecoverOver6Months part overdue for more than 180 days; only with the two below
 * @param amountToRecoverOver12Months part overdue for more than 12 months; only together with the next
 * @param amountToRecoverOver24Months part overdue for more than 24 months
 * @param dueDate due date of a single invoice, not in the future
 * @param returnUrl absolute URL to return to after signing, at most 2048 characters; without effect on the Referral API
 */
public record PreviewCase(
        BigDecimal amountToRecover,
        String currencyCode,
        PreviewDebtor debtor,
        BigDecimal amountToRecoverOver6Months,
        BigDecimal amountToRecoverOver12Months,
        BigDecimal amountToRecoverOver24Months,
        LocalDate dueDate,
        String returnUrl) {

    /**
     * The preview of one invoice.
     *
     * @param amountToRecover total principal, above 0
     * @param currencyCode ISO 4217
     * @param debtor what routing needs to know
     * @param dueDate not in the future
     * @return the request
     */
    public static PreviewCase ofInvoice(
            BigDecimal amountToRecover, String currencyCode, PreviewDebtor debtor, LocalDate dueDate) {
        return new PreviewCase(amountToRecover, currencyCode, debtor, null, null, null, dueDate, null);
    }

    /**
     * What routing needs to know about the debtor.
     *
     * @param type company or private person, required
     * @param countryAlpha2 ISO 3166-1 alpha-2, required
     * @param stateAlpha2 two letters, required for debtors in the US, otherwise null
     */
    public record PreviewDebtor(DebtorType type, String countryAlpha2, String stateAlpha2) {}
}
