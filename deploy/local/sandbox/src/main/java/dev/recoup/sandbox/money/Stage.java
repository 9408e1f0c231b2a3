package dev.recoup.sandbox.money;

import java.util.Arrays;
import java.util.Optional;

/** The seven buckets of the revenue pipeline in the documented order; the ordinal is the number in filters (18.3). */
public enum Stage {
    /** Estimate: the agency has not paid its commission. */
    PENDING("Pending", "pending", Commission.UNPAID, Invoicing.NOT_INVOICED, Referral.PENDING),
    /** Fixed, waiting for Debitura's next invoice. */
    CONFIRMED_PENDING_INVOICE(
            "ConfirmedPendingInvoice",
            "confirmedPendingInvoice",
            Commission.PAID,
            Invoicing.NOT_INVOICED,
            Referral.PENDING),
    /** Invoiced to the agency. */
    AWAITING_COLLECTION_PARTNER_PAYMENT(
            "AwaitingCollectionPartnerPayment",
            "awaitingCollectionPartnerPayment",
            Commission.PAID,
            Invoicing.INVOICE_ISSUED,
            Referral.PENDING),
    /** The partner may invoice Debitura. */
    READY_TO_INVOICE_DEBITURA(
            "ReadyToInvoiceDebitura",
            "readyToInvoiceDebitura",
            Commission.PAID,
            Invoicing.PAYMENT_RECEIVED,
            Referral.PENDING),
    /** The partner has invoiced Debitura. */
    AWAITING_DEBITURA_PAYMENT(
            "AwaitingDebituraPayment",
            "awaitingDebituraPayment",
            Commission.PAID,
            Invoicing.PAYMENT_RECEIVED,
            Referral.INVOICED),
    /** Done. */
    PAID("Paid", "paid", Commission.PAID, Invoicing.PAYMENT_RECEIVED, Referral.PAID),
    /** In dispute, in no other bucket. */
    DISPUTED("Disputed", "disputed", Commission.PAID, Invoicing.PAYMENT_RECEIVED, Referral.DISPUTED);

    /** Whether Debitura has the agency's commission; the ordinal is the number in filters. */
    enum Commission {
        UNPAID("Unpaid"),
        PAID("Paid"),
        CREDITED("Credited");

        final String text;

        Commission(String text) {
            this.text = text;
        }

        static Commission of(String text) {
            return Arrays.stream(values())
                    .filter(status -> status.text.equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Unknown commission status"));
        }
    }

    /** Debitura's invoicing of the agency; the ordinal is the number in filters. */
    enum Invoicing {
        NOT_INVOICED("NotInvoiced"),
        INVOICE_ISSUED("InvoiceIssued"),
        PAYMENT_RECEIVED("PaymentReceived"),
        INVOICE_CREDITED("InvoiceCredited");

        final String text;

        Invoicing(String text) {
            this.text = text;
        }

        static Invoicing of(String text) {
            return Arrays.stream(values())
                    .filter(status -> status.text.equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Unknown platform status"));
        }
    }

    /** The partner's invoicing of Debitura; the ordinal is the number in filters. */
    enum Referral {
        PENDING("Pending"),
        INVOICED("Invoiced"),
        PAID("Paid"),
        DISPUTED("Disputed");

        final String text;

        Referral(String text) {
            this.text = text;
        }

        static Referral of(String text) {
            return Arrays.stream(values())
                    .filter(status -> status.text.equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Unknown referral status"));
        }
    }

    /** The three states of a row that decide its bucket. */
    record Status(Commission commission, Invoicing invoicing, Referral referral) {

        /** Tells whether amounts in USD follow live rates: in the first bucket, as long as the commission is open. */
        boolean floats() {
            return commission != Commission.PAID && openStage(this) == PENDING && referral == Referral.PENDING;
        }
    }

    private final String wireName;
    private final String summaryPrefix;
    private final Status entry;

    Stage(String wireName, String summaryPrefix, Commission commission, Invoicing invoicing, Referral referral) {
        this.wireName = wireName;
        this.summaryPrefix = summaryPrefix;
        this.entry = new Status(commission, invoicing, referral);
    }

    /** Returns the documented name, for example {@code ConfirmedPendingInvoice}. */
    public String wireName() {
        return wireName;
    }

    /** Finds a stage by its documented name. */
    public static Optional<Stage> of(String wireName) {
        return Arrays.stream(values())
                .filter(stage -> stage.wireName.equals(wireName))
                .findFirst();
    }

    String summaryPrefix() {
        return summaryPrefix;
    }

    /** The states with which a row enters this stage. */
    Status entry() {
        return entry;
    }

    /**
     * Puts a row into its bucket by the documented predicates.
     *
     * @param credited the bucket of a credited invoice, which has no documented one
     */
    static Stage of(Status status, InvoicingTrigger trigger, Stage credited) {
        return switch (status.referral()) {
            case INVOICED -> AWAITING_DEBITURA_PAYMENT;
            case PAID -> PAID;
            case DISPUTED -> DISPUTED;
            case PENDING ->
                status.invoicing() == Invoicing.INVOICE_CREDITED ? credited : fold(openStage(status), status, trigger);
        };
    }

    private static Stage openStage(Status status) {
        return switch (status.invoicing()) {
            case PAYMENT_RECEIVED -> READY_TO_INVOICE_DEBITURA;
            case INVOICE_ISSUED -> AWAITING_COLLECTION_PARTNER_PAYMENT;
            case INVOICE_CREDITED -> PENDING;
            case NOT_INVOICED -> status.commission() == Commission.PAID ? CONFIRMED_PENDING_INVOICE : PENDING;
        };
    }

    private static Stage fold(Stage stage, Status status, InvoicingTrigger trigger) {
        boolean folds = trigger == InvoicingTrigger.CONFIRMED_PIPELINE
                && status.commission() == Commission.PAID
                && (stage == CONFIRMED_PENDING_INVOICE || stage == AWAITING_COLLECTION_PARTNER_PAYMENT);
        return folds ? READY_TO_INVOICE_DEBITURA : stage;
    }
}
