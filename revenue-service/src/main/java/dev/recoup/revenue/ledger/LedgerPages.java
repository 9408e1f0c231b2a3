package dev.recoup.revenue.ledger;

import dev.recoup.revenue.ledger.TransactionPage.TransactionView;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads pages of the ledger. */
@ApplicationScoped
class LedgerPages {

    private final DataSource database;

    LedgerPages(DataSource database) {
        this.database = database;
    }

    TransactionPage read(String environment, Optional<String> onlyTenant, int page, int pageSize) {
        // indexes: ledger_transaction_by_date, and ledger_transaction_by_tenant for one client
        String condition = " from ledger_transaction where environment = ? and vanished_at is null"
                + (onlyTenant.isPresent() ? " and external_tenant_id = ?" : "");
        String rowsQuery = "select transaction_id, collection_date, external_tenant_id, case_id, case_reference,"
                + " payment_amount, payment_currency, referral_fee_amount, earnings_currency, referral_fee_usd,"
                + " is_estimate, stage" + condition
                + " order by collection_date desc, transaction_id limit ? offset ?";
        try (Connection connection = database.getConnection();
                PreparedStatement count = connection.prepareStatement("select count(*)" + condition);
                PreparedStatement select = connection.prepareStatement(rowsQuery)) {
            int bound = bind(count, environment, onlyTenant);
            bind(select, environment, onlyTenant);
            select.setInt(bound + 1, pageSize);
            select.setLong(bound + 2, (page - 1L) * pageSize);
            long total;
            try (ResultSet row = count.executeQuery()) {
                row.next();
                total = row.getLong(1);
            }
            List<TransactionView> transactions = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    transactions.add(view(rows));
                }
            }
            return new TransactionPage(page, pageSize, total, transactions);
        } catch (SQLException failure) {
            throw new Ledger.LedgerUnavailable(failure);
        }
    }

    private static int bind(PreparedStatement statement, String environment, Optional<String> onlyTenant)
            throws SQLException {
        statement.setString(1, environment);
        if (onlyTenant.isPresent()) {
            statement.setString(2, onlyTenant.get());
            return 2;
        }
        return 1;
    }

    private static TransactionView view(ResultSet row) throws SQLException {
        return new TransactionView(
                row.getString(1),
                instant(row.getTimestamp(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                plain(row.getBigDecimal(6)),
                row.getString(7),
                plain(row.getBigDecimal(8)),
                row.getString(9),
                plain(row.getBigDecimal(10)),
                row.getBoolean(11) ? "estimate" : "fixed",
                LedgerStage.valueOf(row.getString(12)).summaryName());
    }

    private static Instant instant(Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static String plain(BigDecimal amount) {
        return amount == null ? null : amount.toPlainString();
    }
}
