package dev.recoup.debitura.customer;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A quote with its prices in {@code currency}.
 *
 * @param quoteId its id
 * @param quoteRequestId the request
 * @param partnerId the collection partner
 * @param partnerName its name
 * @param status state, as text
 * @param agreementType kind of price, as text
 * @param pricing the prices
 * @param currency ISO 4217
 * @param proposedSolution text for humans
 * @param feeComments text for humans
 * @param partnerWhyUsSection text for humans
 * @param fullQuoteLink the whole quote
 * @param dateCreated when it was given
 * @param dateUpdated when it last changed
 */
public record QuoteDetail(
        UUID quoteId,
        UUID quoteRequestId,
        UUID partnerId,
        Optional<String> partnerName,
        Optional<String> status,
        Optional<String> agreementType,
        Optional<Pricing> pricing,
        Optional<String> currency,
        Optional<String> proposedSolution,
        Optional<String> feeComments,
        Optional<String> partnerWhyUsSection,
        Optional<String> fullQuoteLink,
        Instant dateCreated,
        Optional<Instant> dateUpdated) {

    /**
     * The prices of a quote.
     *
     * @param hourlyRate price of an hour
     * @param hourlyEstimated estimated hours
     * @param flatFeeEstimate flat fee
     * @param successFeeFee success fee in percent, spelled like this on the wire
     * @param hybridEstimate estimate of a mixed price
     * @param costProcessMisc other costs
     */
    public record Pricing(
            Optional<BigDecimal> hourlyRate,
            Optional<BigDecimal> hourlyEstimated,
            Optional<BigDecimal> flatFeeEstimate,
            Optional<BigDecimal> successFeeFee,
            Optional<BigDecimal> hybridEstimate,
            BigDecimal costProcessMisc) {}
}
