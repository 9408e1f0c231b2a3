package dev.recoup.revenue.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * The transactions and the totals over them. A row is kept in place under Debitura's transactionId; the totals change in
 * the same database transaction as the row, by the difference that the row made.
 */
@ApplicationScoped
class Ledger {

    private final DataSource database;
    private final Clock clock;

    Ledger(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What a page did to the ledger. */
    record PageResult(int changed, int unchanged) {}

    /**
     * Takes one page of readings. A row read twice, by drift while paging or by a repeated import, has one effect.
     *
     * @param sweep the number of the import that read the page
     */
    @Transactional(TxType.MANDATORY)
    PageResult take(String environment, long sweep, Collection<LedgerRow> page) {
        Map<String, LedgerRow> rows = new LinkedHashMap<>();
        page.forEach(row -> rows.put(row.transactionId(), row));
        try (Connection connection = database.getConnection()) {
            Map<String, Known> known = lockKnown(connection, rows.keySet());
            Totals totals = new Totals();
            int changed = 0;
            for (LedgerRow row : rows.values()) {
                Known before = known.get(row.transactionId());
                if (before != null && !before.vanished() && before.fingerprint().equals(row.fingerprint())) {
                    continue;
                }
                changed++;
                if (before != null && !before.vanished()) {
                    totals.remove(before.externalTenantId(), before.stage(), before.referralFeeUsd());
                }
                totals.add(row.externalTenantId(), row.stage(), row.referralFeeUsd());
                upsert(connection, environment, sweep, row);
                recordChange(connection, environment, before, row);
            }
            touch(connection, sweep, rows.keySet());
            totals.apply(connection, environment);
            return new PageResult(changed, rows.size() - changed);
        } catch (SQLException failure) {
            throw new LedgerUnavailable(failure);
        }
    }

    /**
     * Takes out of the figures what a complete sweep no longer saw: Debitura deletes a transaction when its payment is
     * reversed. The row stays, marked, with its history.
     *
     * @return how many rows vanished
     */
    @Transactional(TxType.MANDATORY)
    int dropUnseen(String environment, long sweep) {
        // index: ledger_transaction_by_sweep
        String select = """
                update ledger_transaction set vanished_at = ?, changed_at = ?
                 where environment = ? and sweep < ? and vanished_at is null
             returning transaction_id, external_tenant_id, stage, referral_fee_usd""";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(select)) {
            Timestamp now = Timestamp.from(clock.instant());
            statement.setTimestamp(1, now);
            statement.setTimestamp(2, now);
            statement.setString(3, environment);
            statement.setLong(4, sweep);
            Totals totals = new Totals();
            int vanished = 0;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    vanished++;
                    LedgerStage stage = LedgerStage.valueOf(rows.getString(3));
                    totals.remove(rows.getString(2), stage, rows.getBigDecimal(4));
                    insertChange(
                            connection,
                            environment,
                            rows.getString(1),
                            stage,
                            stage,
                            rows.getBigDecimal(4),
                            BigDecimal.ZERO,
                            "vanished");
                }
            }
            totals.apply(connection, environment);
            return vanished;
        } catch (SQLException failure) {
            throw new LedgerUnavailable(failure);
        }
    }

    /** The totals by client and stage. */
    @Transactional
    Map<String, Map<LedgerStage, StageTotal>> totalsByClient(String environment) {
        // index: primary key of revenue_total
        return readTotals("""
                select external_tenant_id, stage, transactions, referral_fee_usd
                  from revenue_total where environment = ? and transactions <> 0""", environment);
    }

    /** The same totals, counted anew from the rows; what {@link #totalsByClient} must equal at any time. */
    @Transactional
    Map<String, Map<LedgerStage, StageTotal>> recount(String environment) {
        return readTotals("""
                select external_tenant_id, stage, count(*), sum(referral_fee_usd)
                  from ledger_transaction where environment = ? and vanished_at is null
                 group by external_tenant_id, stage""", environment);
    }

    /** The statuses, as Debitura spells them, that no documented bucket takes, the most frequent ones first. */
    @Transactional
    List<String> unclassifiedStatuses(String environment) {
        // index: ledger_transaction_unclassified
        String query = """
                select coalesce(commission_payment_text, '-'), coalesce(platform_invoicing_text, '-'),
                       coalesce(referral_invoicing_text, '-'), count(*)
                  from ledger_transaction
                 where environment = ? and stage = 'UNCLASSIFIED' and vanished_at is null
                 group by 1, 2, 3 order by 4 desc, 1, 2, 3 limit 10""";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, environment);
            List<String> statuses = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    statuses.add("commission %s, platform %s, referral %s: %d"
                            .formatted(rows.getString(1), rows.getString(2), rows.getString(3), rows.getLong(4)));
                }
            }
            return statuses;
        } catch (SQLException failure) {
            throw new LedgerUnavailable(failure);
        }
    }

    private Map<String, Map<LedgerStage, StageTotal>> readTotals(String query, String environment) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, environment);
            Map<String, Map<LedgerStage, StageTotal>> totals = new TreeMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    totals.computeIfAbsent(rows.getString(1), tenant -> new EnumMap<>(LedgerStage.class))
                            .put(
                                    LedgerStage.valueOf(rows.getString(2)),
                                    new StageTotal(rows.getLong(3), rows.getBigDecimal(4)));
                }
            }
            return totals;
        } catch (SQLException failure) {
            throw new LedgerUnavailable(failure);
        }
    }

    private record Known(
            String fingerprint,
            String externalTenantId,
            LedgerStage stage,
            BigDecimal referralFeeUsd,
            boolean vanished) {}

    private static Map<String, Known> lockKnown(Connection connection, Set<String> transactionIds) throws SQLException {
        // Locked in id order, so that two importers cannot wait for each other.
        String query = """
                select transaction_id, fingerprint, external_tenant_id, stage, referral_fee_usd, vanished_at is not null
                  from ledger_transaction where transaction_id = any (?) order by transaction_id for update""";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setArray(1, connection.createArrayOf("text", transactionIds.toArray()));
            Map<String, Known> known = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    known.put(
                            rows.getString(1),
                            new Known(
                                    rows.getString(2),
                                    rows.getString(3),
                                    LedgerStage.valueOf(rows.getString(4)),
                                    rows.getBigDecimal(5),
                                    rows.getBoolean(6)));
                }
            }
            return known;
        }
    }

    private void upsert(Connection connection, String environment, long sweep, LedgerRow row) throws SQLException {
        String statementText = """
                insert into ledger_transaction (
                    transaction_id, environment, collection_date, external_tenant_id, creditor_id, company_name,
                    case_id, case_reference, original_amount, original_currency, payment_amount, payment_currency,
                    payment_date, earnings_currency, debitura_revenue, debitura_revenue_usd, referral_fee_percentage,
                    referral_fee_amount, referral_fee_usd, is_estimate, is_recognized, recognized_usd,
                    commission_payment_status, platform_invoicing_status, referral_invoicing_status,
                    commission_payment_text, platform_invoicing_text, referral_invoicing_text, stage,
                    fingerprint, sweep, imported_at, changed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (transaction_id) do update set
                    collection_date = excluded.collection_date, external_tenant_id = excluded.external_tenant_id,
                    creditor_id = excluded.creditor_id, company_name = excluded.company_name,
                    case_id = excluded.case_id, case_reference = excluded.case_reference,
                    original_amount = excluded.original_amount, original_currency = excluded.original_currency,
                    payment_amount = excluded.payment_amount, payment_currency = excluded.payment_currency,
                    payment_date = excluded.payment_date, earnings_currency = excluded.earnings_currency,
                    debitura_revenue = excluded.debitura_revenue,
                    debitura_revenue_usd = excluded.debitura_revenue_usd,
                    referral_fee_percentage = excluded.referral_fee_percentage,
                    referral_fee_amount = excluded.referral_fee_amount, referral_fee_usd = excluded.referral_fee_usd,
                    is_estimate = excluded.is_estimate, is_recognized = excluded.is_recognized,
                    recognized_usd = excluded.recognized_usd,
                    commission_payment_status = excluded.commission_payment_status,
                    platform_invoicing_status = excluded.platform_invoicing_status,
                    referral_invoicing_status = excluded.referral_invoicing_status,
                    commission_payment_text = excluded.commission_payment_text,
                    platform_invoicing_text = excluded.platform_invoicing_text,
                    referral_invoicing_text = excluded.referral_invoicing_text,
                    stage = excluded.stage, fingerprint = excluded.fingerprint, sweep = excluded.sweep,
                    changed_at = excluded.changed_at, vanished_at = null""";
        Timestamp now = Timestamp.from(clock.instant());
        try (PreparedStatement statement = connection.prepareStatement(statementText)) {
            Object[] values = {
                row.transactionId(),
                environment,
                timestamp(row.collectionDate()),
                row.externalTenantId(),
                row.creditorId(),
                row.companyName(),
                row.caseId(),
                row.caseReference(),
                row.originalAmount(),
                row.originalCurrency(),
                row.paymentAmount(),
                row.paymentCurrency(),
                timestamp(row.paymentDate()),
                row.earningsCurrency(),
                row.debituraRevenue(),
                row.debituraRevenueUsd(),
                row.referralFeePercentage(),
                row.referralFeeAmount(),
                row.referralFeeUsd(),
                row.estimate(),
                row.recognized(),
                row.recognizedUsd(),
                row.commissionPaymentStatus(),
                row.platformInvoicingStatus(),
                row.referralInvoicingStatus(),
                row.commissionPaymentText(),
                row.platformInvoicingText(),
                row.referralInvoicingText(),
                row.stage().name(),
                row.fingerprint(),
                sweep,
                now,
                now
            };
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private void recordChange(Connection connection, String environment, Known before, LedgerRow after)
            throws SQLException {
        if (before == null) {
            insertChange(
                    connection,
                    environment,
                    after.transactionId(),
                    null,
                    after.stage(),
                    null,
                    after.referralFeeUsd(),
                    "first seen");
            return;
        }
        boolean estimateDrifted = before.stage() == LedgerStage.PENDING && after.stage() == LedgerStage.PENDING;
        boolean figureMoved = before.stage() != after.stage()
                || before.referralFeeUsd().compareTo(after.referralFeeUsd()) != 0
                || !Objects.equals(before.externalTenantId(), after.externalTenantId());
        if (before.vanished() || (figureMoved && !estimateDrifted)) {
            insertChange(
                    connection,
                    environment,
                    after.transactionId(),
                    before.stage(),
                    after.stage(),
                    before.referralFeeUsd(),
                    after.referralFeeUsd(),
                    before.vanished() ? "seen again" : "changed");
        }
    }

    private void insertChange(
            Connection connection,
            String environment,
            String transactionId,
            LedgerStage from,
            LedgerStage to,
            BigDecimal fromFee,
            BigDecimal toFee,
            String cause)
            throws SQLException {
        String insert = """
                insert into ledger_change (environment, transaction_id, changed_at, from_stage, to_stage,
                                           from_referral_fee_usd, to_referral_fee_usd, cause)
                values (?, ?, ?, ?, ?, ?, ?, ?)""";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, environment);
            statement.setString(2, transactionId);
            statement.setTimestamp(3, Timestamp.from(clock.instant()));
            statement.setString(4, from == null ? null : from.name());
            statement.setString(5, to.name());
            statement.setBigDecimal(6, fromFee);
            statement.setBigDecimal(7, toFee);
            statement.setString(8, cause);
            statement.executeUpdate();
        }
    }

    private static void touch(Connection connection, long sweep, Set<String> transactionIds) throws SQLException {
        String update = "update ledger_transaction set sweep = ? where transaction_id = any (?) and sweep < ?";
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setLong(1, sweep);
            statement.setArray(2, connection.createArrayOf("text", transactionIds.toArray()));
            statement.setLong(3, sweep);
            statement.executeUpdate();
        }
    }

    private static Timestamp timestamp(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    /** The difference that a set of rows makes to the totals, applied at once in a fixed order. */
    private static final class Totals {

        private record Cell(String externalTenantId, LedgerStage stage) implements Comparable<Cell> {
            @Override
            public int compareTo(Cell other) {
                int byTenant = externalTenantId.compareTo(other.externalTenantId);
                return byTenant != 0 ? byTenant : stage.compareTo(other.stage);
            }
        }

        private final Map<Cell, StageTotal> differences = new TreeMap<>();

        void add(String externalTenantId, LedgerStage stage, BigDecimal referralFeeUsd) {
            differences.merge(new Cell(externalTenantId, stage), new StageTotal(1, referralFeeUsd), StageTotal::plus);
        }

        void remove(String externalTenantId, LedgerStage stage, BigDecimal referralFeeUsd) {
            differences.merge(
                    new Cell(externalTenantId, stage), new StageTotal(1, referralFeeUsd).negated(), StageTotal::plus);
        }

        void apply(Connection connection, String environment) throws SQLException {
            String upsert = """
                    insert into revenue_total (environment, external_tenant_id, stage, transactions, referral_fee_usd)
                    values (?, ?, ?, ?, ?)
                    on conflict (environment, external_tenant_id, stage) do update
                       set transactions = revenue_total.transactions + excluded.transactions,
                           referral_fee_usd = revenue_total.referral_fee_usd + excluded.referral_fee_usd""";
            try (PreparedStatement statement = connection.prepareStatement(upsert)) {
                for (Map.Entry<Cell, StageTotal> difference : differences.entrySet()) {
                    statement.setString(1, environment);
                    statement.setString(2, difference.getKey().externalTenantId());
                    statement.setString(3, difference.getKey().stage().name());
                    statement.setLong(4, difference.getValue().transactions());
                    statement.setBigDecimal(5, difference.getValue().referralFeeUsd());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
    }

    /** PostgreSQL could not be read or written; the import repeats later. */
    static final class LedgerUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LedgerUnavailable(SQLException cause) {
            super("the ledger cannot be read or written now", cause);
        }
    }
}
