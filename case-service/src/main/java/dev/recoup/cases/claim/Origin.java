package dev.recoup.cases.claim;

/** Where a claim came from; decides whether we may submit it and when a case at Debitura may be taken for it. */
public enum Origin {
    /** A case request: we submit it, and only a case that one of our attempts can have created is its own. */
    REQUEST,
    /** A case sent inside an onboarding: onboarding-service submits it, we only track it. */
    FIRST_CASE,
    /** Made at Debitura by somebody else, for example in its portal: tracked, because it earns money too. */
    DEBITURA
}
