package dev.recoup.debitura.referral;

/** The seven stages of a transaction in the order of Debitura's enum (guide 18.3). */
public enum RevenueStage {
    /** Estimate. */
    PENDING,
    /** Fixed, not yet invoiced to the collection partner. */
    CONFIRMED_PENDING_INVOICE,
    /** Invoiced to the collection partner. */
    AWAITING_COLLECTION_PARTNER_PAYMENT,
    /** The platform may invoice Debitura. */
    READY_TO_INVOICE_DEBITURA,
    /** The platform has invoiced Debitura. */
    AWAITING_DEBITURA_PAYMENT,
    /** Paid to the platform. */
    PAID,
    /** Disputed; in no other stage. */
    DISPUTED;

    /**
     * The number that filters take.
     *
     * @return 0 to 6
     */
    public int number() {
        return ordinal();
    }
}
