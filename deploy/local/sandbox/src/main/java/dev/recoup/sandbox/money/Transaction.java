package dev.recoup.sandbox.money;

import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.pricing.Rates;
import dev.recoup.sandbox.pricing.Shares;
import java.math.BigDecimal;
import java.util.UUID;

/** What the partner earns on one payment, in the case's currency and in USD, rounded to cents. */
public final class Transaction {

    private final UUID id;
    private final Payment payment;
    private final Link link;
    private final BigDecimal platformRevenue;
    private final BigDecimal platformRevenueUsd;
    private final BigDecimal referralFee;
    private final BigDecimal referralFeeUsd;
    private Stage.Status status = Stage.PENDING.entry();

    Transaction(UUID id, Payment payment, Link link) {
        this.id = id;
        this.payment = payment;
        this.link = link;
        Shares shares =
                Shares.of(payment.amount(), payment.paidCase().successFeePercentage(), link.referralFeePercentage());
        BigDecimal rate = Rates.toUsd(payment.paidCase().currency()).orElseThrow();
        platformRevenue = Shares.cents(shares.platform());
        platformRevenueUsd = Shares.cents(shares.platform().multiply(rate));
        referralFee = Shares.cents(shares.referral());
        referralFeeUsd = Shares.cents(shares.referral().multiply(rate));
    }

    /** Returns Debitura's id of the row. */
    public UUID id() {
        return id;
    }

    /** Returns the payment it is about. */
    public Payment payment() {
        return payment;
    }

    /** Returns the client link under which it is earned. */
    public Link link() {
        return link;
    }

    /** Returns the partner's fee in the case's currency. */
    public BigDecimal referralFee() {
        return referralFee;
    }

    /** Returns the partner's fee in USD. */
    public BigDecimal referralFeeUsd() {
        return referralFeeUsd;
    }

    /** Returns the commission's state by its documented name. */
    public String commissionPaymentStatus() {
        return status.commission().text;
    }

    /** Returns the state of Debitura's invoice to the agency by its documented name. */
    public String platformInvoicingStatus() {
        return status.invoicing().text;
    }

    /** Returns the state of the partner's invoice to Debitura by its documented name. */
    public String referralInvoicingStatus() {
        return status.referral().text;
    }

    /** Tells whether the amount may still move: the commission is not paid. */
    public boolean isEstimate() {
        return status.commission() != Stage.Commission.PAID;
    }

    boolean isRecognized() {
        return status.invoicing() == Stage.Invoicing.PAYMENT_RECEIVED;
    }

    BigDecimal platformRevenue() {
        return platformRevenue;
    }

    BigDecimal platformRevenueUsd() {
        return platformRevenueUsd;
    }

    Stage.Status status() {
        return status;
    }

    void status(Stage.Status next) {
        status = next;
    }
}
