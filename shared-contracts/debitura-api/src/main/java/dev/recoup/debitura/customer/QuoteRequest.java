package dev.recoup.debitura.customer;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A request for quotes on a case.
 *
 * @param quoteRequestId its id
 * @param caseId the case
 * @param status state, as text
 * @param leadFlowStatus step, as text
 * @param quoteType kind, as text
 * @param maxQuotes how many quotes are taken
 * @param currentQuotesCount how many there are
 * @param outcome result, as text
 * @param purpose PhaseChange or AdditionalService, as text
 * @param dateCreated when it was created
 * @param dateQualified when it was qualified
 * @param leadsDoneOffered when offering ended
 * @param dateReminderSent when a first reminder went out
 * @param dateReminderTwoSent when a second reminder went out
 * @param dateOutcomeSelected when the choice was made
 */
public record QuoteRequest(
        UUID quoteRequestId,
        UUID caseId,
        Optional<String> status,
        Optional<String> leadFlowStatus,
        Optional<String> quoteType,
        int maxQuotes,
        int currentQuotesCount,
        Optional<String> outcome,
        Optional<String> purpose,
        Instant dateCreated,
        Optional<Instant> dateQualified,
        Optional<Instant> leadsDoneOffered,
        Optional<Instant> dateReminderSent,
        Optional<Instant> dateReminderTwoSent,
        Optional<Instant> dateOutcomeSelected) {}
