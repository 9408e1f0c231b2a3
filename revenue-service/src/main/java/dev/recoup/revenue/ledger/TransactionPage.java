package dev.recoup.revenue.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * One page of transactions, newest first.
 *
 * @param page number of the page, from 1
 * @param pageSize how many rows a full page has
 * @param totalResults how many rows there are in all
 * @param transactions the rows of the page
 */
public record TransactionPage(int page, int pageSize, long totalResults, List<TransactionView> transactions) {

    /**
     * One transaction. Amounts are decimal text; those in USD are Debitura's reporting amounts, the others are in the
     * currency beside them.
     *
     * @param transactionId Debitura's id of the row
     * @param collectionDate when the money was collected; null if Debitura did not say
     * @param externalTenantId the client
     * @param caseId Debitura's id of the case; null if not told
     * @param caseReference Debitura's short reference of the case; null if not told
     * @param paymentAmount what the debtor paid; null if not told
     * @param paymentCurrency currency of the payment; null if not told
     * @param referralFeeAmount the platform's fee in {@code earningsCurrency}; null if not told
     * @param earningsCurrency currency of the earnings; null if not told
     * @param referralFeeUsd the platform's fee in USD
     * @param certainty {@code estimate} while the amount moves with the exchange rate, else {@code fixed}
     * @param stage the name that Debitura's summary gives the stage
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TransactionView(
            String transactionId,
            Instant collectionDate,
            String externalTenantId,
            String caseId,
            String caseReference,
            String paymentAmount,
            String paymentCurrency,
            String referralFeeAmount,
            String earningsCurrency,
            String referralFeeUsd,
            String certainty,
            String stage) {}
}
