package dev.recoup.messaging;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import javax.sql.DataSource;

/** Transactions of the application server's manager, so that JPA and plain JDBC take part in the same one. */
@Singleton
final class JtaTransactions implements Transactions {

    private final TransactionManager manager;
    private final DataSource dataSource;

    @Inject
    JtaTransactions(TransactionManager manager, DataSource dataSource) {
        this.manager = manager;
        this.dataSource = dataSource;
    }

    @Override
    public <T> T inNewTransaction(Body<T> body) throws Exception {
        if (manager.getStatus() != Status.STATUS_NO_TRANSACTION) {
            throw new IllegalStateException("A transaction is already active on this thread");
        }
        manager.begin();
        try {
            T result;
            try (Connection connection = dataSource.getConnection()) {
                result = body.run(connection);
            }
            manager.commit();
            return result;
        } catch (Exception | Error failure) {
            rollBack(failure);
            throw failure;
        }
    }

    private void rollBack(Throwable failure) {
        try {
            if (manager.getStatus() != Status.STATUS_NO_TRANSACTION) {
                manager.rollback();
            }
        } catch (Exception alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }
}
