package dev.recoup.events.refusals;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/**
 * Every reason for which a request is refused: machine-readable code, the field it is about, what is wrong and what to
 * do. Open: a code of a later release reads as {@link #UNKNOWN}.
 */
public enum RefusalCode {
    // The shape of the request
    /** The value is not JSON, or not an object. */
    NOT_JSON("", "The value is not a JSON object.", "Publish one JSON object in UTF-8."),
    /** A required field is absent. */
    FIELD_MISSING("any", "A required field is absent or null.", "Give the field."),
    /** A field has another JSON type than the schema says. */
    WRONG_TYPE("any", "The field has another JSON type than the schema says.", "Compare the field with the schema."),
    /** A text is empty. */
    EMPTY("any", "The field is empty.", "Fill the field, or leave it out if it is optional."),
    /** A text or list is too long. */
    TOO_LONG("any", "The field is longer than allowed.", "Shorten it to the limit in the schema."),
    /** A value has not the form that the schema asks for. */
    MALFORMED(
            "any", "The field does not have the form that the schema asks for.", "Compare the field with the schema."),
    /** A value is none of the listed ones. */
    VALUE_NOT_ALLOWED("any", "The value is none of the listed ones.", "Use one of the values in the schema."),

    // Identity
    /** The request id cannot be used. */
    REQUEST_ID_MALFORMED(
            "/caseRequestId, /onboardingRequestId, /cases/*/caseRequestId",
            "The request id is absent or has characters other than letters, digits and . _ : - or more than 100 of them.",
            "Use a UUID or another short id of your own that is new for every request."),
    /** The environment is neither of the two. */
    UNKNOWN_ENVIRONMENT(
            "/environment",
            "The environment is absent or neither test nor production.",
            "Set environment to the Debitura environment that the request is meant for."),
    /** The environment is not the one served here. */
    WRONG_ENVIRONMENT(
            "/environment",
            "The request is meant for another environment than this deployment serves.",
            "Publish to the deployment of that environment."),
    /** The request does not say whether it is live or a test. */
    MODE_MISSING(
            "/isTest",
            "The request does not say whether it is a test.",
            "Set isTest to false for a real claim and to true for test data; there is no default."),
    /** The same request id was used with another body. */
    CONFLICTING_DUPLICATE(
            "/caseRequestId, /onboardingRequestId",
            "A request with this id and another content is known.",
            "Use a new id for a new or corrected request."),
    /** The request was taken back before. */
    REQUEST_CANCELLED("/caseRequestId", "The request was cancelled.", "Use a new id to ask again."),
    /** The request cannot be taken back any more. */
    TOO_LATE_TO_CANCEL(
            "/caseRequestId",
            "The request cannot be cancelled: it is, or may be, a case at Debitura already.",
            "Have the case closed at Debitura."),
    /** One request names one request id or creditor reference twice. */
    DUPLICATE_IN_REQUEST(
            "/cases/*",
            "Two cases of the request have the same request id or creditor reference.",
            "Give every case its own."),

    // The claim
    /** The amount is not a decimal string. */
    AMOUNT_MALFORMED(
            "/claim/amountToRecover*",
            "The amount is not a plain decimal string with at most six decimals.",
            "Write amounts as strings such as \"123.45\": no number, exponent or separator."),
    /** The amount is not above zero. */
    AMOUNT_NOT_POSITIVE("/claim/amountToRecover", "The amount is not above zero.", "Send the whole unpaid principal."),
    /** The amount has more decimals than its currency. */
    AMOUNT_TOO_PRECISE(
            "/claim/amountToRecover*",
            "The amount has more decimals than its currency has.",
            "Round the amount to the currency's smallest unit."),
    /** The currency is unknown. */
    CURRENCY_UNKNOWN(
            "/claim/currencyCode",
            "The currency is not an ISO 4217 code.",
            "Use three upper-case letters such as EUR."),
    /** The date is not a calendar date. */
    DATE_MALFORMED(
            "/claim/date, /claim/dueDate, /confirmation/at",
            "The date or time is not in ISO 8601 form or does not exist.",
            "Write dates as 2026-01-31 and times as 2026-01-31T12:00:00Z."),
    /** The invoice date is in the future. */
    DATE_IN_FUTURE("/claim/date", "The invoice date is in the future.", "Send the date of the invoice."),
    /** The due date is before the invoice date. */
    DUE_DATE_BEFORE_DATE("/claim/dueDate", "The due date is before the invoice date.", "Correct one of the two dates."),
    /** The due date is in the future. */
    DUE_DATE_IN_FUTURE("/claim/dueDate", "The claim is not due yet.", "Send the case when the due date has come."),
    /** One age bucket is given without the others it needs. */
    AGE_BUCKETS_INCOMPLETE(
            "/claim/amountToRecoverOver*",
            "The 12- and 24-month parts come together or not at all, the 6-month part only with both.",
            "Send both or neither; a part may be \"0\"."),
    /** An age bucket is larger than what it is a part of. */
    AGE_BUCKETS_INCONSISTENT(
            "/claim/amountToRecoverOver*",
            "The parts by age must fall: total, over 6, over 12, over 24 months, none below zero.",
            "Let every part include the older ones."),
    /** The tag is only for tests. */
    TAG_ON_LIVE_CASE("/claim/tag", "A tag is only for test cases.", "Leave the tag out of live cases."),
    /** The creditor reference is used by another case of the client. */
    DUPLICATE_CREDITOR_REFERENCE(
            "/claim/creditorReference",
            "Another case of this client has the same creditor reference.",
            "Use another reference, or leave it out to have one derived."),
    /** The return URL is unusable. */
    RETURN_URL_MALFORMED(
            "/returnUrl, /claim/returnUrl",
            "The return URL is not an absolute http or https URL of at most 2048 characters.",
            "Send a full URL of your application."),
    /** An id of Debitura is not a UUID. */
    UUID_MALFORMED(
            "/claim/creditorDivisionId, /claim/collectionPartnerId",
            "The id is not a UUID.",
            "Take the id from Debitura's division or coverage list."),

    // The debtor
    /** The debtor type is unknown. */
    DEBTOR_TYPE_UNKNOWN(
            "/claim/debtor/type", "The debtor type is neither Company nor Private.", "Use Company or Private."),
    /** The country is unknown. */
    COUNTRY_UNKNOWN(
            "/claim/debtor/countryAlpha2, /claim/debtor/country, /client/country, /divisions/*/countryCode",
            "The country is neither an ISO 3166-1 alpha-2 code nor, where a name is allowed, its English name.",
            "Use a two-letter code such as DE."),
    /** No country is given. */
    COUNTRY_MISSING("/claim/debtor/countryAlpha2", "The debtor has no country.", "Give countryAlpha2."),
    /** A US debtor has no state. */
    US_STATE_MISSING(
            "/claim/debtor/stateAlpha2",
            "A debtor in the United States needs a state.",
            "Give stateAlpha2, such as CA."),
    /** The US state is unknown. */
    US_STATE_UNKNOWN(
            "/claim/debtor/stateAlpha2", "The state is none of the United States.", "Give two letters, such as CA."),
    /** An e-mail address is unusable. */
    EMAIL_MALFORMED(
            "/claim/debtor/email, /claim/assignedUserEmail, /client/supportEmail, /users/*/email",
            "The e-mail address is malformed.",
            "Correct the address, or leave it out if it is optional."),

    // The confirmation
    /** The fee is not a percentage. */
    PERCENTAGE_OUT_OF_RANGE(
            "/confirmation/successFeePercentage",
            "The success fee is not a decimal string between 0 and 100.",
            "Send the total success fee that the preview showed, such as \"24.0\"."),
    /** The confirmation is dated in the future. */
    CONFIRMED_IN_FUTURE(
            "/confirmation/at",
            "The confirmation is dated in the future.",
            "Send the moment at which the user confirmed, in UTC."),

    // The client
    /** No user is given. */
    USER_MISSING("/users", "The client has no user.", "Give at least one user."),
    /** No or several onboarding users are marked. */
    ONBOARDING_USER_AMBIGUOUS(
            "/users", "Of several users exactly one must be the onboarding user.", "Mark exactly one user."),
    /** Two users have the same e-mail. */
    DUPLICATE_USER_EMAIL("/users/*/email", "Two users have the same e-mail address.", "Name every user once."),

    // Answers of Debitura
    /** Nobody collects there. */
    NO_PARTNER_AVAILABLE(
            "/claim/debtor/countryAlpha2",
            "No collection partner takes this claim.",
            "Tell the user that collection is not offered for it; check coverage before offering."),
    /** The client is blocked. */
    CREDITOR_BLOCKED("/externalTenantId", "Debitura has blocked the client.", "Contact Debitura's support."),
    /** Linked elsewhere. */
    LINKED_TO_ANOTHER_PARTNER(
            "/externalTenantId",
            "The company is a client of another referral partner.",
            "Contact Debitura's support; a company has one partner."),
    /** A conflict that is not known. */
    CLIENT_CONFLICT(
            "/externalTenantId",
            "Debitura reports a conflict that is not known here.",
            "Contact Debitura's support with the correlation id."),
    /** The link is gone. */
    CLIENT_NOT_LINKED(
            "/externalTenantId",
            "The client has no active link at Debitura.",
            "Onboard the client; the request goes on when it is linked."),
    /** Debitura refused a field. */
    REFUSED_BY_DEBITURA(
            "any",
            "Debitura refused the request for a reason that the rules here do not know.",
            "Compare the named field with the schema; contact support with the correlation id."),

    /** A code of a later release; never written. */
    @JsonEnumDefaultValue
    UNKNOWN("any", "The reason is not known to this release.", "Update the library.");

    private final String field;
    private final String message;
    private final String whatToDo;

    RefusalCode(String field, String message, String whatToDo) {
        this.field = field;
        this.message = message;
        this.whatToDo = whatToDo;
    }

    /** The field it is about as JSON pointer pattern ({@code *} for an index or a rest), {@code any}, or empty for the whole. */
    public String field() {
        return field;
    }

    /** What is wrong, in English. */
    public String message() {
        return message;
    }

    /** What the publisher can do about it, in English. */
    public String whatToDo() {
        return whatToDo;
    }
}
