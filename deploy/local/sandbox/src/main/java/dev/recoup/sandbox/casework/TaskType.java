package dev.recoup.sandbox.casework;

import java.util.Arrays;
import java.util.Optional;

/** What a creditor may have to do (guide 17). */
public enum TaskType {
    /** Something else. */
    GENERIC("Generic", "Task", Settlement.PAGE),
    /** The agency wrote last. */
    REPLY_TO_CHAT("ReplyToChat", "Answer the agency", Settlement.CHAT),
    /** Offers wait for a choice. */
    SELECT_QUOTE_WINNER("SelectQuoteWinner", "Choose an offer", Settlement.PAGE),
    /** The agency is to be rated. */
    REVIEW_PARTNER("ReviewPartner", "Rate the agency", Settlement.PAGE),
    /** The agency needs an answer to go on. */
    CLIENT_INPUT_REQUIRED("ClientInputRequired", "Give your input", Settlement.CHAT),
    /** The agreement is not signed. */
    SIGN_CONTRACT("SignContract", "Sign the agreement", Settlement.PAGE),
    /** The case lacks something. */
    MORE_INFO_NEEDED("MoreInfoNeeded", "Supply what is missing", Settlement.CHAT),
    /** Nobody knows where to pay money out to. */
    ASSIGN_BANK_ACCOUNT("AssignBankAccount", "Name a bank account", Settlement.PAGE),
    /** The check of the case's data found something. */
    CASE_VALIDATION_NEEDS_INFO("CaseValidationNeedsInfo", "Correct the case", Settlement.PAGE);

    /** How a task can be settled. */
    enum Settlement {
        /** By a person on a page only. */
        PAGE,
        /** Also by writing into the chat of the case. */
        CHAT
    }

    private final String wireName;
    private final String label;
    private final Settlement settlement;

    TaskType(String wireName, String label, Settlement settlement) {
        this.wireName = wireName;
        this.label = label;
        this.settlement = settlement;
    }

    /** Returns the code that answers carry. */
    String wireName() {
        return wireName;
    }

    /** Returns the code in words. */
    String label() {
        return label;
    }

    Settlement settlement() {
        return settlement;
    }

    /** Finds a type by its code. */
    public static Optional<TaskType> of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }
}
