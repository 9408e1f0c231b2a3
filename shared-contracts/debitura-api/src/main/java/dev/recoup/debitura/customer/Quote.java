package dev.recoup.debitura.customer;

import dev.recoup.debitura.EngagementPhase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A quote of a collection partner; prices in {@code currency}.
 *
 * @param quoteId its id
 * @param quoteRequestId the request
 * @param partnerId the collection partner
 * @param partnerName its name
 * @param status state, as text
 * @param agreementType kind of price, as text
 * @param hourlyRate price of an hour
 * @param hourlyEstimated estimated hours
 * @param flatFeeEstimate flat fee
 * @param successFee success fee in percent
 * @param hybridEstimate estimate of a mixed price
 * @param proposedSolution text for humans
 * @param partnerWhyUsSection text for humans
 * @param phase phase it offers to work in
 * @param offerNature Recommendation or Required, as text
 * @param currency ISO 4217
 * @param dateCreated when it was given
 */
public record Quote(
        UUID quoteId,
        UUID quoteRequestId,
        UUID partnerId,
        Optional<String> partnerName,
        Optional<String> status,
        Optional<String> agreementType,
        Optional<BigDecimal> hourlyRate,
        Optional<BigDecimal> hourlyEstimated,
        Optional<BigDecimal> flatFeeEstimate,
        Optional<BigDecimal> successFee,
        Optional<BigDecimal> hybridEstimate,
        Optional<String> proposedSolution,
        Optional<String> partnerWhyUsSection,
        Optional<EngagementPhase> phase,
        Optional<String> offerNature,
        Optional<String> currency,
        Instant dateCreated) {}
