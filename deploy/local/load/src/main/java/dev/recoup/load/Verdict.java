package dev.recoup.load;

/** Whether figures may be believed. */
public enum Verdict {
    /** Everything was verified: nothing lost, doubled or wrong. */
    SOUND,
    /** Something was lost, doubled or wrong. */
    FAULTY
}
