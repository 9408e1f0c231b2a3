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
            "what is documented: tenant only for `link_requested` and `link_expired`, no `signedAt` for `contract_signed`"),
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
    /** What kind of id a creditor's country has. */
    EVENT_COUNTRY_ID(
            "S12.2, N19", "`creditor.countryId` in webhooks", "a UUID", "the number that coverage uses, as text"),
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
    /** Who may have a token minted. */
    TOKEN_NEEDS_AGREEMENT(
            "S3.2, N4",
            "Minting a token for a client with an open agreement",
            "works, as for every linked client",
            "404 until the agreement is signed and current");

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
