package dev.recoup.messaging;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Describes a failure without quoting it: exception messages may carry personal data (a database prints the row that
 * broke a constraint), so that logs and headers name only the exception's type, its SQL state and the line of code.
 */
public final class FaultCode {

    private static final String OWN_PACKAGES = "dev.recoup.";

    private FaultCode() {}

    /** Names the failure and its causes, outermost first, e.g. {@code RollbackException < PSQLException[40P01]}. */
    public static String of(Throwable failure) {
        var code = new StringBuilder();
        Set<Throwable> seen = new HashSet<>();
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (!code.isEmpty()) {
                code.append(" < ");
            }
            code.append(cause.getClass().getSimpleName());
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                code.append('[').append(sql.getSQLState()).append(']');
            }
            Stream.of(cause.getStackTrace())
                    .filter(frame -> frame.getClassName().startsWith(OWN_PACKAGES))
                    .findFirst()
                    .ifPresent(frame -> code.append(" at ")
                            .append(frame.getFileName())
                            .append(':')
                            .append(frame.getLineNumber()));
        }
        return code.toString();
    }
}
