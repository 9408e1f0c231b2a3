package dev.recoup.sandbox.pricing;

/** Which rule decides a success fee; the first that matches wins, in this order (guide 9.1). */
public enum PriceSource {
    /** A fee agreed with this creditor. */
    CREDITOR("Creditor custom pricing"),
    /** A fee agreed with the partner that brought the creditor. */
    MANAGING_PARTNER("Managing partner custom pricing"),
    /** A tier of the pricing zone of the debtor's country. */
    JURISDICTION("Jurisdiction custom pricing"),
    /** A fee agreed with the agency. */
    PARTNER("Partner custom pricing"),
    /** The price list of the collection agreement. */
    STANDARD("Standard agreement"),
    /** A quote that the creditor accepted; it replaces whatever held at creation. */
    QUOTE("Accepted quote");

    private final String label;

    PriceSource(String label) {
        this.label = label;
    }

    /** Returns the text that answers carry. */
    public String label() {
        return label;
    }
}
