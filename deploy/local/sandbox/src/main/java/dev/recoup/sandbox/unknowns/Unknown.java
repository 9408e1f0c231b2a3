package dev.recoup.sandbox.unknowns;

import java.util.Arrays;
import java.util.Locale;

/**
 * What Debitura's facts leave open and a partner's product meets: each constant is a switch of the sandbox with two
 * behaviours. {@code docs/unknowns.md} holds the same table.
 */
public enum Unknown {
    /** How webhooks spell a lifecycle. */
    EVENT_LIFECYCLE_TEXT(
            "2", "Lifecycles in webhooks", "labels, `More Info Required`", "names, `NeedsAdditionalDetails`"),
    /** Who may have a token minted. */
    TOKEN_NEEDS_AGREEMENT(
            "3.2, N4",
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

    /** Returns where the question is raised: a number of guide 31, a section, or Nx for a contradiction of the notes. */
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
