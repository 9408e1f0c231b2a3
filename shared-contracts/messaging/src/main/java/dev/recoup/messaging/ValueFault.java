package dev.recoup.messaging;

import java.sql.SQLException;
import java.util.Set;

/**
 * Tells the failures of a database for which a value is to blame, so that no repetition helps, from trouble that may
 * pass.
 */
public final class ValueFault {

    /**
     * PostgreSQL's words for them, and no more of their classes, which hold faults of statements and settings, too: text
     * too long, number out of range, malformed time, time out of range, character that no text can hold (NUL), text that
     * is no value of the column's type, character that JSON can name and text cannot hold, key too long for an index.
     */
    private static final Set<String> STATES =
            Set.of("22001", "22003", "22007", "22008", "22021", "22P02", "22P05", "54000");

    private static final int DEEPEST = 20;

    private ValueFault() {}

    /** Says whether the failure or one of its causes is of that kind. */
    public static boolean isIn(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLException refused && STATES.contains(String.valueOf(refused.getSQLState()))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
