package dev.recoup.sandbox.unknowns;

import java.util.Arrays;
import java.util.Locale;

/**
 * What Debitura's facts leave open and a partner's product meets: each constant is a switch of the sandbox with two
 * behaviours. {@code docs/unknowns.md} holds the same table.
 */
public enum Unknown {
    /** What client events say. */
    CLIENT_EVENT_DATA(
            "1",
            "Data of `client.*`",
            "tenant, creditor and, for signatures, `signedAt`",
            "what is documented: tenant only for `link_requested` and `link_expired`, no `signedAt` for"
                    + " `contract_signed`"),
    /** What case events say. */
    CASE_EVENT_DATA(
            "1",
            "Data of `case.*`",
            "ids, lifecycles, close code",
            "amounts, creditor reference, mode, status and more beside them"),
    /** What a failed replay says. */
    REPLAY_FAILED_DATA(
            "1", "Data of `cases.replay_failed`", "tenant, creditor reference and error type", "the tenant only"),
    /** How webhooks spell a lifecycle. */
    EVENT_LIFECYCLE_TEXT(
            "2", "Lifecycles in webhooks", "labels, `More Info Required`", "names, `NeedsAdditionalDetails`"),
    /** What case events call their parts. */
    CASE_EVENT_KEYS(
            "2",
            "Keys of `case.*`",
            "`oldLifecycle`, `newLifecycle`, `closeCode`, `closeComment`",
            "`previousLifecycle`, `lifecycle`, `closingCode`, `closingComment`"),
    /** How answers spell a lifecycle. */
    ANSWER_LIFECYCLE_TEXT("2", "Lifecycles in answers", "labels, as documented", "names"),
    /** What kind of id a creditor's country has. */
    EVENT_COUNTRY_ID(
            "S12.2, N19", "`creditor.countryId` in webhooks", "a UUID", "the number that coverage uses, as text"),
    /** What surrounds the data of creditors' events. */
    CREDITOR_ENVELOPE(
            "S12.1",
            "Envelope of creditors' webhooks",
            "a UUID as id, `specVersion`",
            "the older one: an id that begins with `evt_`, no `specVersion`"),
    /** In which order events arrive. */
    DELIVERY_ORDER(
            "3",
            "Order of deliveries",
            "as events happen",
            "shuffled: each one takes up to a quarter of a second more"),
    /** What signature a retry carries. */
    RETRY_SIGNATURE(
            "3",
            "Signature of a retry",
            "made afresh",
            "that of the first attempt, which is too old for receivers after five minutes"),
    /** Which secret signs after a rotation. */
    SECRET_ROTATION(
            "3", "Signatures after a rotation", "made with the new secret", "made with the old secret for an hour"),
    /** What becomes of events while a subscription is off. */
    EVENTS_WHILE_DISABLED("3", "Events while a subscription is off", "dropped", "delivered when it is on again"),
    /** Which failures switch a subscription off. */
    FAILURES_COUNTED(
            "S13", "The eight failures that switch a subscription off", "of one event", "of any events in a row"),
    /** Whether the partner hears of test cases that are moved along. */
    TEST_CASE_EVENTS(
            "4",
            "Events of `/test/cases/{id}/advance` for test-mode subscriptions of the partner",
            "are delivered",
            "are not; those of the creditor are"),
    /** How long an idempotency key is known. */
    KEY_LIFETIME("5", "Lifetime of an idempotency key", "for ever", "24 hours"),
    /** What a key does whose first request is running. */
    KEY_IN_USE("5", "A key whose first request is still running", "waits and gets the same answer", "is refused"),
    /** How a key is refused whose first request is running. */
    KEY_IN_USE_STATUS("5", "How it is refused, if it is", "409", "422 with a business error of a type of its own"),
    /** How a match with an agency's account shows. */
    AGENCY_MATCHED(
            "6",
            "`POST /clients` with the e-mail of an agency",
            "409 `InvalidClientType`",
            "422 with a business error `InvalidClientType`"),
    /** How a second tenant id for a linked client shows. */
    SECOND_TENANT(
            "6",
            "`POST /clients` with the e-mail of another client of the partner",
            "409 `AlreadyLinkedDifferentTenant`",
            "422 with a business error"),
    /** What is told when several companies match. */
    CHOICE_TOLD(
            "6",
            "Answer on the choice page, when several companies match",
            "one event, about the chosen company, or the first after a refusal",
            "one event for each company: `client.linked` for the chosen one, `client.link_declined` for the others"),
    /** What becomes of an open link request when it is asked for again. */
    REPEATED_LINK_REQUEST(
            "S6.6",
            "`POST /clients` again while its link request is open",
            "the same URL, nothing is told",
            "a fresh URL, told as a new request; the former one has expired"),
    /** Where a first onboarding begins. */
    FIRST_PAGE_PATH(
            "S5",
            "Address of the first page of an onboarding",
            "`/companydetails/{link}`",
            "`/onboarding/companydetails/{link}`"),
    /** What old claims cost more. */
    AGE_SURCHARGE("7, N6", "Surcharge in points above 12 and above 24 months", "10 and 20", "8 and 15"),
    /** Where a credited invoice counts. */
    CREDITED_INVOICE_BUCKET(
            "9", "Bucket of `InvoiceCredited`", "0, like a credited commission", "1, to be invoiced once more"),
    /** What a reversal does to the rows. */
    REVERSAL_ROWS(
            "9", "A reversed payment", "takes its row along", "leaves its row and adds one with negative amounts"),
    /** Whose calls a token's calls are. */
    TOKEN_RATE(
            "10", "Calls with minted tokens count", "with the partner's own", "per client, apart from the partner's"),
    /** When the day of the rate limit begins. */
    RATE_DAY("S25", "The day of the rate limit begins", "with the first call", "at midnight UTC"),
    /** Where a 429 says how long to wait. */
    RETRY_AFTER_PLACE("S25", "A 429 says how long to wait", "in its body", "in the header `Retry-After`"),
    /** Whether missing KYC data blocks a stored case. */
    KYC_BLOCKS_REPLAY(
            "12",
            "Missing KYC data on the replay of a stored case",
            "the case waits like for signatures",
            "`cases.replay_failed`"),
    /** Whether a case may wait for KYC data. */
    KYC_MAY_WAIT(
            "S8",
            "Missing KYC data and `allowPendingContracts`",
            "422, the case is not kept",
            "the case waits like for signatures"),
    /** How a creditor reference is refused that is taken. */
    DUPLICATE_REFERENCE(
            "S22.3",
            "`POST /cases` with a creditor reference that is taken",
            "422 with a business error `DuplicateReference`",
            "400 that names the field"),
    /** How long a signing page can be entered. */
    SIGNING_URL_LIFETIME(
            "13",
            "Onboarding and signing URLs",
            "never expire",
            "expire after a day; reading the client again gives a new one"),
    /** Whether anybody is told that Debitura ended a link. */
    LINK_ENDED("15", "Debitura ends a link", "silently", "with an event that nobody can subscribe to"),
    /** Who may have a token minted. */
    TOKEN_NEEDS_AGREEMENT(
            "S3.2, N4",
            "Minting a token for a client with an open agreement",
            "works, as for every linked client",
            "404 until the agreement is signed and current"),

    /** Whether a token opens the webhook operations. */
    WEBHOOK_TOKENS("S12.3", "Minted tokens on `/webhooks` of the Customer API", "are taken", "are refused with 401"),
    /** What a minted token is called. */
    TOKEN_NAMES("S3.2", "Names in the answer of `POST /oauth/token`", "`accessToken`", "`access_token`"),
    /** What the paging block is called. */
    PAGE_KEY("N11", "The paging block of lists", "`page`", "`pageData`"),
    /** How many clients a page holds when nothing is said. */
    CLIENTS_PAGE_SIZE("N11", "Clients on a page if the size is not given", "50", "10"),
    /** What a subscription's parts are called. */
    SUBSCRIPTION_NAMES(
            "N12", "Names in webhook subscriptions, in answers and requests", "`url`, `isActive`", "`Url`, `IsActive`"),
    /** How the creation of a subscription is answered. */
    WEBHOOK_CREATED_STATUS("N13", "Status of `POST /v1/Webhooks`", "200", "201"),
    /** How a conflict shows. */
    CONFLICT_SHAPE(
            "N2",
            "The 409 of `POST /clients`",
            "plain, `ClientAlreadyLinkedToAnotherPartner`",
            "inside `conflictResponse`, `AlreadyLinkedToAnotherPartner`, no `isAttributedClient`"),
    /** How a KYC status is spelt. */
    KYC_STATUS_TEXT("N1", "`kycStatus`", "`not_required`", "`NotRequired`"),
    /** Whether moments carry a zone. */
    TIMESTAMP_ZONE("S17", "Moments in answers", "in UTC, with `Z`", "in UTC, without a zone");

    private final String number;
    private final String question;
    private final String a;
    private final String b;

    Unknown(String number, String question, String a, String b) {
        this.number = number;
        this.question = question;
        this.a = a;
        this.b = b;
    }

    /** Returns the name in options and control calls, for example {@code event-lifecycle-text}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns where the question is raised: a number of guide 31, Sx for a section of the guide, Nx for a contradiction of the notes. */
    public String number() {
        return number;
    }

    /** Returns what is open. */
    public String question() {
        return question;
    }

    /** Returns what a behaviour does. */
    public String answer(Behaviour behaviour) {
        return switch (behaviour) {
            case A -> a;
            case B -> b;
        };
    }

    /**
     * Finds a switch by its name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Unknown of(String title) {
        return Arrays.stream(values())
                .filter(unknown -> unknown.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no switch " + title));
    }
}
