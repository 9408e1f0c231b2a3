package dev.recoup.debitura.customer;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.recoup.debitura.WireValue;

/** Kind of document. */
public enum DocumentType implements WireValue {
    /** The invoice; Debitura's default. */
    ORIGINAL_INVOICE("OriginalInvoice"),
    /** From or about the debtor. */
    DEBTOR_DOCUMENTS("DebtorDocuments"),
    /** From the creditor. */
    CREDITOR_DOCUMENTS("CreditorDocuments"),
    /** From the collection partner. */
    PARTNER_DOCUMENTS("PartnerDocuments"),
    /** A demand for payment. */
    DEMAND_LETTER("DemandLetter"),
    /** Anything else. */
    MISCELLANEOUS("Miscellaneous"),
    /** Missing, or a value that is not known here. */
    UNKNOWN("Unknown");

    private final String text;

    DocumentType(String text) {
        this.text = text;
    }

    @Override
    @JsonValue
    public String wireValue() {
        return text;
    }
}
