package dev.recoup.debitura.customer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A request for quotes with its text.
 *
 * @param quoteRequestId its id
 * @param caseId the case
 * @param status state, as text
 * @param leadFlowStatus step, as text
 * @param quoteType kind, as text
 * @param maxQuotes how many quotes are taken
 * @param currentQuotesCount how many there are
 * @param isMaxBidCountReached no more quotes are taken
 * @param outcome result, as text
 * @param request the request, for humans
 * @param existingFees present fees, for humans
 * @param dateCreated when it was created
 * @param dateQualified when it was qualified
 * @param leadsDoneOffered when offering ended
 * @param dateReminderSent when a first reminder went out
 * @param dateReminderTwoSent when a second reminder went out
 * @param dateOutcomeSelected when the choice was made
 */
public record QuoteRequestDetail(
        UUID quoteRequestId,
        UUID caseId,
        Optional<String> status,
        Optional<String> leadFlowStatus,
        Optional<String> quoteType,
        int maxQuotes,
        int currentQuotesCount,
        @JsonProperty("isMaxBidCountReached") boolean isMaxBidCountReached,
        Optional<String> outcome,
        Optional<String> request,
        Optional<String> existingFees,
        Instant dateCreated,
        Optional<Instant> dateQualified,
        Optional<Instant> leadsDoneOffered,
        Optional<Instant> dateReminderSent,
        Optional<Instant> dateReminderTwoSent,
        Optional<Instant> dateOutcomeSelected) {}
