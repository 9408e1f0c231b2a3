package dev.recoup.sandbox.files;

import java.util.Arrays;
import java.util.Optional;

/** What kind of document a file is (guide 17). */
enum DocumentType {
    ORIGINAL_INVOICE("OriginalInvoice"),
    DEBTOR_DOCUMENTS("DebtorDocuments"),
    CREDITOR_DOCUMENTS("CreditorDocuments"),
    PARTNER_DOCUMENTS("PartnerDocuments"),
    DEMAND_LETTER("DemandLetter"),
    MISCELLANEOUS("Miscellaneous");

    private final String wireName;

    DocumentType(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    static Optional<DocumentType> of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equalsIgnoreCase(wireName))
                .findFirst();
    }
}
