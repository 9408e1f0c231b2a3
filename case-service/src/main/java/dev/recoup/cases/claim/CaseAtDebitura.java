package dev.recoup.cases.claim;

import dev.recoup.debitura.CloseCode;
import dev.recoup.debitura.CollectionCase;
import dev.recoup.debitura.Lifecycle;
import dev.recoup.debitura.Told;
import dev.recoup.debitura.referral.ReferralCase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What Debitura's API says about a case, as far as a claim keeps it.
 *
 * @param caseId Debitura's id
 * @param reference Debitura's short reference for humans
 * @param lifecycle where the case stands
 * @param closeCode how it ended, empty while it has not
 * @param grossAmount the whole claim in {@code currency}, empty when not told
 * @param remainder what is still open in {@code currency}, empty when not told
 * @param currency ISO 4217, empty when not told
 * @param divisionId the client's division, empty when none or not told
 * @param openedAt when the case was created, empty when not told
 * @param closedAt when it ended, empty while it has not
 */
public record CaseAtDebitura(
        UUID caseId,
        Optional<String> reference,
        Told<Lifecycle> lifecycle,
        Optional<Told<CloseCode>> closeCode,
        Optional<BigDecimal> grossAmount,
        Optional<BigDecimal> remainder,
        Optional<String> currency,
        Optional<String> divisionId,
        Optional<Instant> openedAt,
        Optional<Instant> closedAt) {

    /** The same, from an answer of the Customer API. */
    public static CaseAtDebitura of(CollectionCase found) {
        return new CaseAtDebitura(
                found.id(),
                Optional.ofNullable(found.reference()),
                found.lifecycle(),
                found.closeCode(),
                Optional.ofNullable(found.grossAmount()),
                Optional.ofNullable(found.remainder()),
                Optional.ofNullable(found.currency()),
                Optional.ofNullable(found.creditorDivisionId()).map(UUID::toString),
                Optional.ofNullable(found.dateCreated()),
                Optional.ofNullable(found.dateFinished()));
    }

    /** The same, from an answer of the Referral API, which does not tell the division. */
    public static CaseAtDebitura of(ReferralCase found) {
        return new CaseAtDebitura(
                found.id(),
                Optional.ofNullable(found.reference()),
                found.lifecycle(),
                found.closeCode(),
                Optional.ofNullable(found.grossAmount()),
                Optional.ofNullable(found.remainder()),
                Optional.ofNullable(found.currency()),
                Optional.empty(),
                Optional.ofNullable(found.dateCreated()),
                Optional.ofNullable(found.dateFinished()));
    }

    /** What seeing the case in this lifecycle means for its claim; a lifecycle that is not known counts as work going on. */
    ClaimTrigger trigger() {
        return switch (lifecycle.value()) {
            case PENDING_CONTRACT_SIGNING -> ClaimTrigger.SEEN_UNSIGNED;
            case CLOSED, MERGED -> ClaimTrigger.SEEN_ENDED;
            case PENDING_VERIFICATION_INTERNAL,
                    PENDING_VERIFICATION,
                    NEEDS_ADDITIONAL_DETAILS,
                    LEADS,
                    LEADS_QUOTE_GIVEN,
                    ACTIVE,
                    PAUSED,
                    UNKNOWN -> ClaimTrigger.SEEN_OPEN;
        };
    }
}
