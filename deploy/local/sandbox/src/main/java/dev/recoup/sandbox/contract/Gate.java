package dev.recoup.sandbox.contract;

import io.vertx.core.MultiMap;

/** Decides from a request's headers who is calling. */
@FunctionalInterface
public interface Gate {

    /** Returns the caller, or why there is none; reads headers only. */
    Passage check(MultiMap headers);

    /** What a gate decides. */
    sealed interface Passage {}

    /**
     * The credential is good.
     *
     * @param caller whom it stands for
     */
    record Admitted(Caller caller) implements Passage {}

    /** The credential is missing, wrong or expired: an ordinary 401. */
    record Refused() implements Passage {}

    /**
     * The credential is of a kind that this API never takes, which shows a confused client: a 401 and a violation.
     *
     * @param reason what was wrong, without the credential
     */
    record Misplaced(String reason) implements Passage {}
}
