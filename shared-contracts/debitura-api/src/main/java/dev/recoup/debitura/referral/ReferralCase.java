package dev.recoup.debitura.referral;

import dev.recoup.debitura.CloseCode;
import dev.recoup.debitura.EngagementPhase;
import dev.recoup.debitura.Lifecycle;
import dev.recoup.debitura.Told;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A case as the Referral API answers it (guide 17), in lists without and alone with {@code potentialRevenue}. Personal
 * data: its text form says only ids and state.
 *
 * @param id Debitura's id
 * @param reference Debitura's short reference
 * @param creditorReference the creditor's own reference
 * @param client whose case it is
 * @param debtor who owes the money
 * @param grossAmount total claim in {@code currency}
 * @param remainder still open, in {@code currency}
 * @param currency ISO 4217
 * @param lifecycle where the case stands, never null
 * @param closeCode how it ended; empty while it has not
 * @param currentEngagementPhase phase of the engagement; empty without one
 * @param dateCreated when it was created
 * @param dueDate due date
 * @param dateCollectionStarted when collection started
 * @param dateFinished when it was closed
 * @param validation what Debitura wants to know
 * @param collectionPartner name of the agency
 * @param expectedReferralRatePercentage expected share in percent; null until an agency is assigned
 * @param potentialRevenue what could be earned; null in lists
 */
public record ReferralCase(
        UUID id,
        String reference,
        String creditorReference,
        Client client,
        Debtor debtor,
        BigDecimal grossAmount,
        BigDecimal remainder,
        String currency,
        Told<Lifecycle> lifecycle,
        Optional<Told<CloseCode>> closeCode,
        Optional<EngagementPhase> currentEngagementPhase,
        Instant dateCreated,
        Instant dueDate,
        Instant dateCollectionStarted,
        Instant dateFinished,
        Validation validation,
        String collectionPartner,
        BigDecimal expectedReferralRatePercentage,
        PotentialRevenue potentialRevenue) {

    /** Replaces a missing lifecycle by {@code UNKNOWN}. */
    public ReferralCase {
        lifecycle = lifecycle == null ? Told.nothing(Lifecycle.UNKNOWN) : lifecycle;
    }

    @Override
    public String toString() {
        return "ReferralCase[id=" + id + ", lifecycle=" + lifecycle.value() + ", closeCode="
                + closeCode.map(Told::value) + "]";
    }

    /**
     * Whose case it is.
     *
     * @param externalTenantId the platform's key
     * @param creditorId Debitura's creditor id
     * @param companyName name
     * @param contacts people to talk to
     */
    public record Client(String externalTenantId, UUID creditorId, String companyName, Contacts contacts) {}

    /**
     * People to talk to; personal data, without text form.
     *
     * @param onboardingUser who signed
     * @param officeEmail e-mail address of the company
     * @param otherUsers everybody else
     */
    public record Contacts(Contact onboardingUser, String officeEmail, List<Contact> otherUsers) {

        /** Replaces a missing list by an empty one. */
        public Contacts {
            otherUsers = otherUsers == null ? List.of() : List.copyOf(otherUsers);
        }

        @Override
        public String toString() {
            return "Contacts[]";
        }
    }

    /**
     * One person; personal data, without text form.
     *
     * @param email e-mail address
     * @param name full name
     */
    public record Contact(String email, String name) {

        @Override
        public String toString() {
            return "Contact[]";
        }
    }

    /**
     * Who owes the money; personal data, its text form says only the country.
     *
     * @param name name
     * @param country full country name
     */
    public record Debtor(String name, String country) {

        @Override
        public String toString() {
            return "Debtor[country=" + country + "]";
        }
    }

    /**
     * What Debitura wants to know.
     *
     * @param needsInfo true: the creditor must answer
     * @param creditorRespondedAt last answer of the creditor
     * @param items what must be fixed
     */
    public record Validation(boolean needsInfo, Instant creditorRespondedAt, List<ValidationItem> items) {

        /** Replaces a missing list by an empty one. */
        public Validation {
            items = items == null ? List.of() : List.copyOf(items);
        }
    }

    /**
     * One thing to fix.
     *
     * @param resolutionArea where, for example ProvideDocuments
     * @param description what
     */
    public record ValidationItem(String resolutionArea, String description) {

        @Override
        public String toString() {
            return "ValidationItem[resolutionArea=" + resolutionArea + "]";
        }
    }

    /**
     * What the platform earns if the whole amount is collected; each step is the one before times a percentage.
     *
     * @param grossAmountUsd the claim in USD
     * @param successFeePercentage success fee in percent
     * @param collectionPartnerRevenueUsd the agency's fee in USD
     * @param platformRevenueSharePercentage Debitura's share in percent
     * @param platformRevenueUsd Debitura's share in USD
     * @param referralFeePercentage the platform's share in percent
     * @param referralRevenueUsd the platform's share in USD
     */
    public record PotentialRevenue(
            BigDecimal grossAmountUsd,
            BigDecimal successFeePercentage,
            BigDecimal collectionPartnerRevenueUsd,
            BigDecimal platformRevenueSharePercentage,
            BigDecimal platformRevenueUsd,
            BigDecimal referralFeePercentage,
            BigDecimal referralRevenueUsd) {}
}
