package dev.recoup.sandbox.money;

import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.pricing.Shares;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What the partner earns on one payment, in the payment's currency and in USD, rounded to cents. */
public final class Transaction {

    private final UUID id;
    private final Payment payment;
    private final Link link;
    private final BigDecimal referralFeePercentage;
    private final Shares shares;
    private final Exchange exchange;
    private Stage.Status status = Stage.PENDING.entry();
    private Optional<BigDecimal> lockedRate = Optional.empty();

    Transaction(UUID id, Payment payment, Link link, BigDecimal referralFeePercentage, Exchange exchange) {
        this.id = id;
        this.payment = payment;
        this.link = link;
        this.referralFeePercentage = referralFeePercentage;
        this.exchange = exchange;
        shares = Shares.of(payment.amount(), payment.paidCase().successFeePercentage(), referralFeePercentage);
    }

    /** Returns a row that takes back what this one says, in the states and at the rate of this one. */
    Transaction counter(Instant now) {
        Transaction counter =
                new Transaction(UUID.randomUUID(), payment.negated(now), link, referralFeePercentage, exchange);
        counter.status = status;
        counter.lockedRate = lockedRate;
        return counter;
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

    /** Returns the partner's share of Debitura's revenue in percent, as it was when the payment came. */
    public BigDecimal referralFeePercentage() {
        return referralFeePercentage;
    }

    /** Returns the partner's fee in the payment's currency. */
    public BigDecimal referralFee() {
        return Shares.cents(shares.referral());
    }

    /** Returns the partner's fee in USD: by the live rate while it floats, by the locked one afterwards. */
    public BigDecimal referralFeeUsd() {
        return Shares.cents(shares.referral().multiply(rate()));
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
        return Shares.cents(shares.platform());
    }

    BigDecimal platformRevenueUsd() {
        return Shares.cents(shares.platform().multiply(rate()));
    }

    Stage.Status status() {
        return status;
    }

    /** Enters other states; the rate of the moment is kept for as long as the row no longer floats. */
    void status(Stage.Status next) {
        status = next;
        lockedRate = next.floats() ? Optional.empty() : Optional.of(rate());
    }

    private BigDecimal rate() {
        return lockedRate.orElseGet(() -> exchange.usd(payment.currency()).orElseThrow());
    }
}
