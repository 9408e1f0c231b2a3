package dev.recoup.messaging;

import java.sql.Connection;

/** Runs a piece of work in a database transaction of its own. */
public interface Transactions {

    /**
     * Commits what the body did, or rolls it back if the body or the commit fails.
     *
     * @throws Exception what the body or the database threw; nothing is committed then, unless the connection broke
     *     during the commit itself, when the outcome is unknown
     */
    <T> T inNewTransaction(Body<T> body) throws Exception;

    /** What happens inside the transaction. */
    @FunctionalInterface
    interface Body<T> {

        /** Works on the transaction's connection, which it must neither commit nor close. */
        T run(Connection connection) throws Exception;
    }
}
