package dev.recoup.messaging.work;

/**
 * Claims one piece of work that is due and does it: a claim in a short transaction, the call to the outside with no
 * transaction open, the outcome in a second transaction that holds only if the claim still does.
 */
@FunctionalInterface
public interface Work {

    /** Does one piece of work; several threads may call this at the same time. A failure makes the loop back off. */
    Progress runOne() throws Exception;
}
