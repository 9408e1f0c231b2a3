package dev.recoup.cases.claim;

/** Who brings a claim to Debitura first. */
public enum Carrier {
    /** This service, with {@code POST /cases}. */
    CASE_SERVICE,
    /**
     * onboarding-service, with {@code POST /clients}: Debitura makes the case of it when the client approves or signs, and
     * need not say so (guide 6.4 and 6.6).
     */
    ONBOARDING
}
