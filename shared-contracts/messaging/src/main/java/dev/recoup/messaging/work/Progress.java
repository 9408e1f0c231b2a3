package dev.recoup.messaging.work;

/** What one turn of a {@link WorkLoop} came to. */
public enum Progress {
    /** A piece of work was done; there may be more, so the next turn follows at once. */
    MADE,
    /** Nothing is due; the next turn follows after the poll interval or when the loop is woken. */
    NOTHING_DUE
}
