package dev.recoup.debitura.limits;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;

/** Sees to it that nobody waits for Debitura with a transaction open: its locks would stop everybody else. */
@Singleton
class OpenTransactions {

    private final Instance<TransactionManager> manager;

    OpenTransactions(Instance<TransactionManager> manager) {
        this.manager = manager;
    }

    void refuse() {
        if (manager.isResolvable() && isOpen(manager.get())) {
            throw new IllegalStateException(
                    "Debitura must not be called inside a transaction: commit what is wanted, call, commit the outcome");
        }
    }

    private static boolean isOpen(TransactionManager manager) {
        try {
            return manager.getStatus() != Status.STATUS_NO_TRANSACTION;
        } catch (SystemException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
