package dev.recoup.debitura.referral;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.recoup.debitura.CollectionCase;
import dev.recoup.debitura.SigningHandoff;
import dev.recoup.debitura.WireValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A linked client (guide 6.3). Personal data: its text form says only ids and state.
 *
 * @param externalTenantId the platform's key
 * @param onboardingDone the agreement is signed and current; may fall back with a new version
 * @param onboardingLinks where to sign; read {@link #onboardingUrl()}
 * @param client the creditor
 * @param users its users
 * @param isAttributedClient true: every case earns; false: only cases submitted through the platform
 * @param dateLinked when the link was made
 * @param caseStats counts and earnings
 * @param kycStatus whether KYC data is needed and on file, never null
 * @param kycVerification the KYC data on file
 * @param caseResults what became of the cases of the request; only on {@code POST /clients}
 */
public record LinkedClient(
        String externalTenantId,
        boolean onboardingDone,
        OnboardingLinks onboardingLinks,
        Creditor client,
        List<User> users,
        @JsonProperty("isAttributedClient") boolean isAttributedClient,
        Instant dateLinked,
        CaseStats caseStats,
        KycStatus kycStatus,
        KycVerification kycVerification,
        CaseResults caseResults) {

    /** Replaces missing users by none and a missing KYC status by {@code UNKNOWN}. */
    public LinkedClient {
        users = users == null ? List.of() : List.copyOf(users);
        kycStatus = kycStatus == null ? KycStatus.UNKNOWN : kycStatus;
    }

    /**
     * Where the client signs.
     *
     * @return the page, empty when there is nothing to do
     */
    public Optional<String> onboardingUrl() {
        return Optional.ofNullable(onboardingLinks).flatMap(OnboardingLinks::url);
    }

    /**
     * Debitura's id of the creditor.
     *
     * @return the id, if Debitura gave one
     */
    public Optional<UUID> creditorId() {
        return Optional.ofNullable(client).map(Creditor::id);
    }

    @Override
    public String toString() {
        return "LinkedClient[externalTenantId=" + externalTenantId + ", onboardingDone=" + onboardingDone + "]";
    }

    /**
     * Pages for the client.
     *
     * @param url where to sign, empty when there is nothing to do; short-lived
     */
    public record OnboardingLinks(Optional<String> url) {}

    /**
     * The creditor.
     *
     * @param id Debitura's creditor id
     * @param companyName name
     * @param officeEmail e-mail address
     * @param country country name
     * @param address street and number
     * @param city city
     * @param zipCode postal code
     * @param companyRegistrationNumber register number
     */
    public record Creditor(
            UUID id,
            String companyName,
            String officeEmail,
            String country,
            String address,
            String city,
            String zipCode,
            String companyRegistrationNumber) {}

    /**
     * A user; personal data, its text form says only the id.
     *
     * @param id Debitura's user id
     * @param email e-mail address
     * @param firstName first name
     * @param lastName last name
     */
    public record User(Integer id, String email, String firstName, String lastName) {

        @Override
        public String toString() {
            return "User[id=" + id + "]";
        }
    }

    /**
     * Counts and earnings.
     *
     * @param casesTotal all cases
     * @param casesClosed closed cases
     * @param earningsUsd earnings in USD
     */
    public record CaseStats(int casesTotal, int casesClosed, BigDecimal earningsUsd) {}

    /** Whether KYC data is needed and on file (guide 10); snake_case and PascalCase are both understood. */
    public enum KycStatus implements WireValue {
        /** Not needed. */
        NOT_REQUIRED("not_required"),
        /** Needed and missing. */
        PENDING("pending"),
        /** On file. */
        VERIFIED("verified"),
        /** Missing, or a status that is not known here. */
        UNKNOWN("unknown");

        private final String text;

        KycStatus(String text) {
            this.text = text;
        }

        @Override
        @JsonValue
        public String wireValue() {
            return text;
        }
    }

    /**
     * KYC data of one director; personal data, its text form says only the review status.
     *
     * @param directorFullName full name
     * @param directorHomeAddress home address
     * @param directorDateOfBirth date of birth
     * @param dateCreated when it was submitted
     * @param verificationStatus review status, empty before a review
     * @param verificationStatusUpdatedAt when the review status changed
     */
    public record KycVerification(
            String directorFullName,
            String directorHomeAddress,
            LocalDate directorDateOfBirth,
            Instant dateCreated,
            Optional<ReviewStatus> verificationStatus,
            Instant verificationStatusUpdatedAt) {

        @Override
        public String toString() {
            return "KycVerification[verificationStatus=" + verificationStatus + "]";
        }
    }

    /** How far the review of KYC data is. */
    public enum ReviewStatus implements WireValue {
        /** Under review. */
        PROCESSING("Processing"),
        /** Reviewed. */
        COMPLETED("Completed"),
        /** A status that is not known here. */
        UNKNOWN("Unknown");

        private final String text;

        ReviewStatus(String text) {
            this.text = text;
        }

        @Override
        @JsonValue
        public String wireValue() {
            return text;
        }
    }

    /**
     * What became of the cases sent with the client (guide 6.4).
     *
     * @param successfulCases created cases
     * @param failedCases cases that were not created
     */
    public record CaseResults(List<CollectionCase> successfulCases, List<CaseFailure> failedCases) {

        /** Replaces missing lists by empty ones. */
        public CaseResults {
            successfulCases = successfulCases == null ? List.of() : List.copyOf(successfulCases);
            failedCases = failedCases == null ? List.of() : List.copyOf(failedCases);
        }
    }

    /**
     * A case that was not created; its text form says only position and kind.
     *
     * @param caseIndex 0-based position in the request
     * @param creditorReference the creditor's own reference
     * @param errorType kind of failure; empty when Debitura does not know
     * @param errorMessage text for humans
     * @param validationErrors messages by field
     * @param signingHandoff one page for everything still to be signed
     */
    public record CaseFailure(
            int caseIndex,
            String creditorReference,
            Optional<CaseFailureType> errorType,
            String errorMessage,
            Map<String, List<String>> validationErrors,
            SigningHandoff signingHandoff) {

        /** Replaces a missing map by an empty one. */
        public CaseFailure {
            validationErrors = validationErrors == null ? Map.of() : Map.copyOf(validationErrors);
        }

        @Override
        public String toString() {
            return "CaseFailure[caseIndex=" + caseIndex + ", errorType=" + errorType + "]";
        }
    }

    /** Kinds of failures of cases sent with a client (guide 6.3). */
    public enum CaseFailureType implements WireValue {
        /** Nobody collects there. */
        NO_PARTNER_AVAILABLE("NoPartnerAvailable"),
        /** Fields did not pass validation. */
        VALIDATION_ERROR("ValidationError"),
        /** The creditor reference is taken. */
        DUPLICATE_REFERENCE("DuplicateReference"),
        /** The client existed before, so its cases were not created again. */
        IDEMPOTENCY_VIOLATION("IdempotencyViolation"),
        /** Anything else. */
        UNEXPECTED_ERROR("UnexpectedError"),
        /** A kind that is not known here. */
        UNKNOWN("Unknown");

        private final String text;

        CaseFailureType(String text) {
            this.text = text;
        }

        @Override
        @JsonValue
        public String wireValue() {
            return text;
        }
    }
}
