package dev.recoup.sandbox.pricing;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Success fees that somebody agreed with Debitura apart from the price list, in percent of what is recovered. */
public final class AgreedPrices {

    private final Map<UUID, BigDecimal> creditors = new HashMap<>();
    private final Map<UUID, BigDecimal> agencies = new HashMap<>();
    private Optional<BigDecimal> partner = Optional.empty();

    /** Returns the fee of a creditor, by its account's id. */
    public Optional<BigDecimal> ofCreditor(UUID creditorId) {
        return Optional.ofNullable(creditors.get(creditorId));
    }

    /** Returns the fee of an agency, by its id. */
    public Optional<BigDecimal> ofAgency(UUID collectionPartnerId) {
        return Optional.ofNullable(agencies.get(collectionPartnerId));
    }

    /** Returns the fee of the creditors that the referral partner brought. */
    public Optional<BigDecimal> ofPartner() {
        return partner;
    }

    /** Agrees a creditor's fee for cases to come; an empty one ends the agreement. */
    public void creditor(UUID creditorId, Optional<BigDecimal> percentage) {
        put(creditors, creditorId, percentage);
    }

    /** Agrees an agency's fee for cases to come; an empty one ends the agreement. */
    public void agency(UUID collectionPartnerId, Optional<BigDecimal> percentage) {
        put(agencies, collectionPartnerId, percentage);
    }

    /** Agrees the referral partner's fee for cases to come; an empty one ends the agreement. */
    public void partner(Optional<BigDecimal> percentage) {
        partner = percentage;
    }

    private static void put(Map<UUID, BigDecimal> agreed, UUID id, Optional<BigDecimal> percentage) {
        percentage.ifPresentOrElse(fee -> agreed.put(id, fee), () -> agreed.remove(id));
    }

    /** Forgets all agreements. */
    public void clear() {
        creditors.clear();
        agencies.clear();
        partner = Optional.empty();
    }
}
