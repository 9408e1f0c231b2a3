package dev.recoup.messaging.problem;

import dev.recoup.messaging.ValueFault;
import jakarta.ws.rs.core.Response.Status;
import java.sql.SQLException;

/** The kinds of failures that no call expects, and how each is answered. */
public enum FailureKind {
    /** The caller gave a value that no row can hold and none is compared with: 400. */
    VALUE(Status.BAD_REQUEST, "The call holds a value that the database can never take, such as the character NUL."),
    /** The database cannot be used at the moment: 503. */
    DATABASE(Status.SERVICE_UNAVAILABLE, "The database does not answer. Try again."),
    /** Anything else: 500. */
    DEFECT(Status.INTERNAL_SERVER_ERROR, "The call failed; the log says where.");

    private final Status status;
    private final String detail;

    FailureKind(Status status, String detail) {
        this.status = status;
        this.detail = detail;
    }

    /** Returns the kind of a failure that is no answer itself. */
    public static FailureKind of(Throwable failure) {
        if (ValueFault.isIn(failure)) {
            return VALUE;
        }
        return failure instanceof SQLException ? DATABASE : DEFECT;
    }

    /** Returns the status with which it is answered. */
    public Status status() {
        return status;
    }

    String detail() {
        return detail;
    }
}
