package dev.recoup.messaging;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Does small things once the current transaction is committed, such as waking the loop that has work now. */
@Singleton
public final class AfterCommit {

    private final TransactionSynchronizationRegistry registry;

    @Inject
    AfterCommit(TransactionSynchronizationRegistry registry) {
        this.registry = registry;
    }

    /**
     * Runs the action after the commit, never after a rollback; at once if no transaction is active. The action must
     * neither block nor fail, and nothing may depend on it: it is lost if the process dies in between.
     */
    public void run(Runnable action) {
        if (registry.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
            action.run();
            return;
        }
        registry.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    action.run();
                }
            }
        });
    }
}
