package dev.recoup.debitura.customer;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * A payment on a case (guide 17).
 *
 * @param id its id
 * @param dateCreated when it was recorded
 * @param dateUpdated when it last changed
 * @param date day of payment
 * @param grossAmount amount in {@code currency}
 * @param recipient who received the money; values are not published
 * @param method how it was paid; values are not published
 * @param currency ISO 4217
 * @param invoice the case it belongs to
 */
public record CasePayment(
        UUID id,
        Instant dateCreated,
        Instant dateUpdated,
        Instant date,
        BigDecimal grossAmount,
        String recipient,
        String method,
        String currency,
        CaseInfo invoice) {

    /**
     * The case a payment belongs to.
     *
     * @param status state of the case, as text
     * @param reference Debitura's short reference
     * @param invoiceId Debitura's case id
     */
    public record CaseInfo(String status, String reference, UUID invoiceId) {}
}
