package dev.recoup.revenue.ledger;

import static dev.recoup.debitura.referral.PartnerProfile.InvoicingTriggerMode.CONFIRMED_PIPELINE;
import static dev.recoup.debitura.referral.PartnerProfile.InvoicingTriggerMode.PAY_WHEN_PAID;
import static dev.recoup.revenue.ledger.LedgerStage.AWAITING_COLLECTION_PARTNER_PAYMENT;
import static dev.recoup.revenue.ledger.LedgerStage.AWAITING_DEBITURA_PAYMENT;
import static dev.recoup.revenue.ledger.LedgerStage.CONFIRMED_PENDING_INVOICE;
import static dev.recoup.revenue.ledger.LedgerStage.DISPUTED;
import static dev.recoup.revenue.ledger.LedgerStage.PAID;
import static dev.recoup.revenue.ledger.LedgerStage.PENDING;
import static dev.recoup.revenue.ledger.LedgerStage.READY_TO_INVOICE_DEBITURA;
import static dev.recoup.revenue.ledger.LedgerStage.UNCLASSIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.debitura.Told;
import dev.recoup.debitura.referral.PartnerProfile.InvoicingTriggerMode;
import dev.recoup.debitura.referral.Transaction;
import dev.recoup.debitura.referral.Transaction.CommissionPaymentStatus;
import dev.recoup.debitura.referral.Transaction.PlatformInvoicingStatus;
import dev.recoup.debitura.referral.Transaction.ReferralInvoicingStatus;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TransactionStateTest {

    @ParameterizedTest(name = "{0}, {1}, {2}: {3} when paid, {4} in a confirmed pipeline")
    @CsvSource({
        "UNPAID,   NOT_INVOICED,     PENDING,  PENDING,                             PENDING",
        "CREDITED, NOT_INVOICED,     PENDING,  PENDING,                             PENDING",
        "PAID,     NOT_INVOICED,     PENDING,  CONFIRMED_PENDING_INVOICE,           READY_TO_INVOICE_DEBITURA",
        "UNPAID,   INVOICE_ISSUED,   PENDING,  AWAITING_COLLECTION_PARTNER_PAYMENT, AWAITING_COLLECTION_PARTNER_PAYMENT",
        "PAID,     INVOICE_ISSUED,   PENDING,  AWAITING_COLLECTION_PARTNER_PAYMENT, READY_TO_INVOICE_DEBITURA",
        "PAID,     PAYMENT_RECEIVED, PENDING,  READY_TO_INVOICE_DEBITURA,           READY_TO_INVOICE_DEBITURA",
        "PAID,     INVOICE_CREDITED, PENDING,  UNCLASSIFIED,                        UNCLASSIFIED",
        "PAID,     PAYMENT_RECEIVED, INVOICED, AWAITING_DEBITURA_PAYMENT,           AWAITING_DEBITURA_PAYMENT",
        "UNPAID,   NOT_INVOICED,     INVOICED, AWAITING_DEBITURA_PAYMENT,           AWAITING_DEBITURA_PAYMENT",
        "PAID,     PAYMENT_RECEIVED, PAID,     PAID,                                PAID",
        "PAID,     PAYMENT_RECEIVED, DISPUTED, DISPUTED,                            DISPUTED",
        "PAID,     INVOICE_CREDITED, DISPUTED, DISPUTED,                            DISPUTED",
        "UNKNOWN,  NOT_INVOICED,     PENDING,  UNCLASSIFIED,                        UNCLASSIFIED",
        "PAID,     UNKNOWN,          PENDING,  UNCLASSIFIED,                        UNCLASSIFIED",
        "PAID,     PAYMENT_RECEIVED, UNKNOWN,  UNCLASSIFIED,                        UNCLASSIFIED"
    })
    void a_transaction_stands_in_the_documented_bucket(
            CommissionPaymentStatus commission,
            PlatformInvoicingStatus platform,
            ReferralInvoicingStatus referral,
            LedgerStage payWhenPaid,
            LedgerStage confirmedPipeline) {
        var state = new TransactionState(commission, platform, referral);
        assertThat(state.stage(PAY_WHEN_PAID)).isEqualTo(payWhenPaid);
        assertThat(state.stage(CONFIRMED_PIPELINE)).isEqualTo(confirmedPipeline);
    }

    @Test
    void each_of_the_hundred_combinations_has_one_stage() {
        assertThat(combinationsByStage(PAY_WHEN_PAID))
                .isEqualTo(Map.of(
                        PENDING, 2L,
                        CONFIRMED_PENDING_INVOICE, 1L,
                        AWAITING_COLLECTION_PARTNER_PAYMENT, 4L,
                        READY_TO_INVOICE_DEBITURA, 4L,
                        AWAITING_DEBITURA_PAYMENT, 20L,
                        PAID, 20L,
                        DISPUTED, 20L,
                        UNCLASSIFIED, 29L));
    }

    @Test
    void folding_moves_confirmed_rows_and_nothing_else() {
        assertThat(combinationsByStage(CONFIRMED_PIPELINE))
                .isEqualTo(Map.of(
                        PENDING, 2L,
                        AWAITING_COLLECTION_PARTNER_PAYMENT, 3L,
                        READY_TO_INVOICE_DEBITURA, 6L,
                        AWAITING_DEBITURA_PAYMENT, 20L,
                        PAID, 20L,
                        DISPUTED, 20L,
                        UNCLASSIFIED, 29L));
    }

    @ParameterizedTest
    @EnumSource(InvoicingTriggerMode.class)
    void an_untouched_referral_state_is_decided_by_what_comes_before_it(InvoicingTriggerMode trigger) {
        var untouched = new Transaction.Status(
                Optional.of(Told.as(CommissionPaymentStatus.UNPAID)),
                Optional.of(Told.as(PlatformInvoicingStatus.NOT_INVOICED)),
                Optional.empty());
        assertThat(TransactionState.of(untouched).stage(trigger)).isEqualTo(PENDING);
    }

    private static Map<LedgerStage, Long> combinationsByStage(InvoicingTriggerMode trigger) {
        return Arrays.stream(CommissionPaymentStatus.values())
                .flatMap(commission -> Arrays.stream(PlatformInvoicingStatus.values())
                        .flatMap(platform -> Arrays.stream(ReferralInvoicingStatus.values())
                                .map(referral -> new TransactionState(commission, platform, referral))))
                .collect(Collectors.groupingBy(state -> state.stage(trigger), TreeMap::new, Collectors.counting()));
    }
}
