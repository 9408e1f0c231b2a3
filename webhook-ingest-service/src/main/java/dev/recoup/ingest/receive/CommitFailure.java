package dev.recoup.ingest.receive;

import java.sql.SQLException;

/** What a commit failed for, as far as it decides whether to try its deliveries one by one. */
enum CommitFailure {
    /** A row, or a conflict about one: its neighbours may be committed without it. */
    OF_SOME_ROW,
    /** The database or the way to it: no delivery could be committed now. */
    OF_THE_DATABASE;

    /** SQLSTATE classes: data exception, constraint violation, rollback (deadlock), program limit exceeded. */
    static CommitFailure of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return switch (sql.getSQLState().substring(0, 2)) {
                    case "22", "23", "40", "54" -> OF_SOME_ROW;
                    default -> OF_THE_DATABASE;
                };
            }
            cause = cause.getCause();
        }
        return failure instanceof StackOverflowError ? OF_SOME_ROW : OF_THE_DATABASE;
    }
}
