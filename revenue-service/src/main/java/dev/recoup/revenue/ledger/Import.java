package dev.recoup.revenue.ledger;

import dev.recoup.debitura.DebituraError;
import dev.recoup.debitura.DebituraException;
import dev.recoup.debitura.DebituraReferral;
import dev.recoup.debitura.Told;
import dev.recoup.debitura.WireValue;
import dev.recoup.debitura.limits.Lane;
import dev.recoup.debitura.referral.PartnerProfile.InvoicingTriggerMode;
import dev.recoup.debitura.referral.Transaction;
import dev.recoup.debitura.referral.TransactionFilter;
import dev.recoup.debitura.referral.TransactionPage;
import dev.recoup.messaging.BackOff;
import dev.recoup.messaging.work.Progress;
import dev.recoup.messaging.work.WorkLoop;
import dev.recoup.messaging.work.WorkLoops;
import dev.recoup.revenue.RevenueConfig;
import dev.recoup.revenue.findings.Findings;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Reads all transactions from Debitura, page by page, each page committed on its own; no transaction is open while
 * Debitura is asked. At the end the figures are compared with Debitura's summary.
 */
@ApplicationScoped
public class Import {

    private static final Logger LOG = Logger.getLogger(Import.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final RevenueConfig config;
    private final DebituraReferral debitura;
    private final Ledger ledger;
    private final ImportRuns runs;
    private final Findings findings;
    private final WorkLoops loops;
    private final BackOff backOff;
    private WorkLoop loop;

    Import(
            RevenueConfig config,
            DebituraReferral debitura,
            Ledger ledger,
            ImportRuns runs,
            Findings findings,
            WorkLoops loops) {
        this.config = config;
        this.debitura = debitura;
        this.ledger = ledger;
        this.runs = runs;
        this.findings = findings;
        this.loops = loops;
        this.backOff = new BackOff(config.firstBackOff(), config.longestBackOff());
    }

    void start(@Observes StartupEvent starting) {
        runs.ensureTimetable(config.environment());
        loop = loops.start("revenue-import", POLL, 1, this::runOne);
    }

    /**
     * Asks for an import with the transaction that is active; wishes that come before it starts are served by one.
     *
     * @param correlationId of the record that gives reason to it
     */
    public void want(String correlationId) {
        runs.want(config.environment(), correlationId);
        loops.wakeAfterCommit(loop);
    }

    Progress runOne() {
        Optional<ImportRuns.Claim> claim = runs.claim(config.environment());
        claim.ifPresent(this::run);
        return claim.isPresent() ? Progress.MADE : Progress.NOTHING_DUE;
    }

    private void run(ImportRuns.Claim claim) {
        if (claim.correlationId() != null) {
            MDC.put("correlationId", claim.correlationId());
        }
        try {
            Sweep sweep = Lane.IMPORT.call(() -> readAll(claim));
            QuarkusTransaction.requiringNew().run(() -> finish(claim, sweep));
            LOG.infof(
                    "Import %d: %d transactions in %d pages, %d changed",
                    claim.sweep(), sweep.transactionIds.size(), sweep.pages, sweep.changed);
        } catch (ImportRuns.ClaimLost lost) {
            LOG.infof("Import %d was taken over by another replica", claim.sweep());
        } catch (DebituraException trouble) {
            LOG.warnf("Import %d: %s", claim.sweep(), trouble.getMessage());
            giveBack(claim, statedWait(trouble.error()));
        } catch (RuntimeException trouble) {
            giveBack(claim, Duration.ZERO);
            throw trouble;
        }
    }

    /** What one run read, page by page. */
    private static final class Sweep {

        private final Set<String> transactionIds = new HashSet<>();
        private TransactionPage first;
        private TransactionPage last;
        private int pages;
        private int changed;

        void add(TransactionPage page, List<LedgerRow> rows, int changedRows) {
            rows.forEach(row -> transactionIds.add(row.transactionId()));
            pages++;
            changed += changedRows;
            if (pages == 1) {
                first = page;
            }
            last = page;
        }

        Completeness completeness() {
            return transactionIds.size() == last.page().totalResults() ? Completeness.COMPLETE : Completeness.DRIFTED;
        }
    }

    private enum Completeness {
        /** Every row that Debitura counted was read. */
        COMPLETE,
        /** Rows moved while paging; what was not seen may still exist. */
        DRIFTED
    }

    private Sweep readAll(ImportRuns.Claim claim) {
        InvoicingTriggerMode trigger = debitura.me().invoicingTriggerMode();
        Sweep sweep = new Sweep();
        debitura.eachTransactionPage(TransactionFilter.all(), (page, transactions) -> {
            List<LedgerRow> rows =
                    transactions.stream().map(row -> ledgerRow(row, trigger)).toList();
            int changed = QuarkusTransaction.requiringNew().call(() -> {
                runs.hold(claim);
                return ledger.take(claim.environment(), claim.sweep(), rows).changed();
            });
            sweep.add(page, rows, changed);
        });
        return sweep;
    }

    private void finish(ImportRuns.Claim claim, Sweep sweep) {
        runs.hold(claim);
        switch (sweep.completeness()) {
            case DRIFTED -> {
                LOG.warnf("Import %d: rows moved while they were read; it is repeated", claim.sweep());
                giveBack(claim, Duration.ZERO);
            }
            case COMPLETE -> {
                ledger.dropUnseen(claim.environment(), claim.sweep());
                var comparison = SummaryComparison.of(
                        ledger.totalsByClient(claim.environment()),
                        ledger.unclassifiedStatuses(claim.environment()),
                        sweep.first.summary(),
                        sweep.last.summary());
                findings.settle(claim.environment(), comparison.compared(), comparison.differences());
                runs.complete(claim, config.importInterval());
            }
        }
    }

    private void giveBack(ImportRuns.Claim claim, Duration atLeast) {
        Duration pause = backOff.after(claim.failures() + 1);
        runs.giveBack(claim, pause.compareTo(atLeast) > 0 ? pause : atLeast);
    }

    private static Duration statedWait(DebituraError error) {
        return error instanceof DebituraError.RateLimited limited ? limited.retryAfter() : Duration.ZERO;
    }

    private static LedgerRow ledgerRow(Transaction row, InvoicingTriggerMode trigger) {
        var client = row.client();
        var caseInfo = Optional.ofNullable(row.caseInfo());
        var payment = Optional.ofNullable(row.payment());
        var earnings = row.earnings();
        var recognition = Optional.ofNullable(row.recognition());
        var status = row.status();
        return new LedgerRow(
                row.transactionId().toString(),
                row.date(),
                client.externalTenantId(),
                id(client.creditorId()),
                client.companyName(),
                caseInfo.map(info -> id(info.invoiceId())).orElse(null),
                caseInfo.map(Transaction.CaseInfo::caseReference).orElse(null),
                caseInfo.map(Transaction.CaseInfo::originalAmount).orElse(null),
                caseInfo.map(Transaction.CaseInfo::currency).orElse(null),
                payment.map(Transaction.Payment::amount).orElse(null),
                payment.map(Transaction.Payment::currency).orElse(null),
                payment.map(Transaction.Payment::paymentDate).orElse(null),
                earnings.currency(),
                earnings.debituraRevenue(),
                earnings.debituraRevenueUsd(),
                earnings.referralFeePercentage(),
                earnings.referralFeeAmount(),
                Optional.ofNullable(earnings.referralFeeAmountUsd()).orElse(BigDecimal.ZERO),
                earnings.isEstimate(),
                recognition.map(Transaction.Recognition::isRecognized).orElse(false),
                recognition
                        .map(Transaction.Recognition::referralFeeRecognizedUsd)
                        .orElse(null),
                name(status.commissionPaymentStatus()),
                name(status.platformInvoicingStatus()),
                name(status.referralInvoicingStatus()),
                text(status.commissionPaymentStatus()),
                text(status.platformInvoicingStatus()),
                text(status.referralInvoicingStatus()),
                TransactionState.of(status).stage(trigger));
    }

    private static <E extends Enum<E> & WireValue> String name(Optional<Told<E>> status) {
        return status.map(told -> told.value().name()).orElse(null);
    }

    private static <E extends Enum<E> & WireValue> String text(Optional<Told<E>> status) {
        return status.map(Told::text).orElse(null);
    }

    private static String id(Object id) {
        return id == null ? null : id.toString();
    }
}
