package dev.recoup.sandbox.money;

import java.util.Arrays;
import java.util.Optional;

/** What makes a fee ready to be invoiced to Debitura (guide 18.3). */
public enum InvoicingTrigger {
    /** The agency has paid Debitura. */
    PAY_WHEN_PAID("PayWhenPaid"),
    /** The agency has confirmed its commission. */
    CONFIRMED_PIPELINE("ConfirmedPipeline");

    private final String wireName;

    InvoicingTrigger(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the documented name. */
    public String wireName() {
        return wireName;
    }

    /** Finds a trigger by its documented name. */
    public static Optional<InvoicingTrigger> of(String wireName) {
        return Arrays.stream(values())
                .filter(trigger -> trigger.wireName.equals(wireName))
                .findFirst();
    }
}
