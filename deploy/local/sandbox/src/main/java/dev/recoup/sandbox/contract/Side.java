package dev.recoup.sandbox.contract;

/** Who wrote the value that is held against the contract. */
public enum Side {
    /** The caller of the API. */
    REQUEST,
    /** The sandbox. */
    ANSWER
}
