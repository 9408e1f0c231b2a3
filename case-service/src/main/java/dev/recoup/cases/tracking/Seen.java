package dev.recoup.cases.tracking;

import dev.recoup.debitura.CollectionCase;
import dev.recoup.debitura.customer.CasePayment;
import dev.recoup.debitura.referral.ReferralCase;
import java.util.List;
import java.util.Optional;

/** What a refresh came to. */
sealed interface Seen {

    /**
     * Debitura shows the case.
     *
     * @param overview the case as the Referral API shows it
     * @param externalTenantId whose case it is
     * @param detail the case as the Customer API shows it, where that was needed
     * @param payments its payments, where they were read
     */
    record Shown(
            ReferralCase overview,
            String externalTenantId,
            Optional<CollectionCase> detail,
            Optional<List<CasePayment>> payments)
            implements Seen {}

    /** Debitura knows no such case, or shows it to us no more. */
    record Gone() implements Seen {}

    /** It could not be found out; repeated later. */
    record Failed(String because) implements Seen {}
}
