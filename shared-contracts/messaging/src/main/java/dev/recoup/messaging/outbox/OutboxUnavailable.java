package dev.recoup.messaging.outbox;

import java.sql.SQLException;

/** The outbox' row could not be written, so that the transaction must not commit. */
public final class OutboxUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutboxUnavailable(SQLException cause) {
        super("The record could not be put into the outbox", cause);
    }
}
