package dev.recoup.ingest.subscriptions;

/** Whose subscription it is, and thus which of Debitura's two APIs keeps it. */
public sealed interface Owner {

    /** The partner's, on the Referral API (guide 11). */
    record Partner() implements Owner {}

    /**
     * One client's, on the Customer API (guide 12.3).
     *
     * @param externalTenantId the client
     */
    record Client(String externalTenantId) implements Owner {}

    /** Returns who speaks through a subscription, in the form of {@code ce_source}. */
    default String sourceOf(String name) {
        return switch (this) {
            case Partner() -> "/debitura/referral/" + name;
            case Client(String _) -> "/debitura/creditor/" + name;
        };
    }
}
