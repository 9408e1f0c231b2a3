package dev.recoup.debitura.customer;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.recoup.debitura.WireValue;

/** Kind of task. */
public enum TaskType implements WireValue {
    /** Anything. */
    GENERIC("Generic"),
    /** A chat message waits for an answer. */
    REPLY_TO_CHAT("ReplyToChat"),
    /** Quotes wait for a choice. */
    SELECT_QUOTE_WINNER("SelectQuoteWinner"),
    /** A collection partner is to be reviewed. */
    REVIEW_PARTNER("ReviewPartner"),
    /** The creditor's input is wanted. */
    CLIENT_INPUT_REQUIRED("ClientInputRequired"),
    /** A contract is to be signed. */
    SIGN_CONTRACT("SignContract"),
    /** More information is wanted. */
    MORE_INFO_NEEDED("MoreInfoNeeded"),
    /** A bank account for payouts is missing. */
    ASSIGN_BANK_ACCOUNT("AssignBankAccount"),
    /** The validation of a case wants something. */
    CASE_VALIDATION_NEEDS_INFO("CaseValidationNeedsInfo"),
    /** Missing, or a value that is not known here. */
    UNKNOWN("Unknown");

    private final String text;

    TaskType(String text) {
        this.text = text;
    }

    @Override
    @JsonValue
    public String wireValue() {
        return text;
    }
}
