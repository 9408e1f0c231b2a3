package dev.recoup.sandbox.coverage;

import java.util.Locale;
import java.util.Optional;

/** What a debtor is; agencies may take only one of the two. */
public enum DebtorKind {
    /** A company. */
    COMPANY("Company"),
    /** A private person. */
    PERSON("Private");

    private final String wireName;

    DebtorKind(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the word that answers carry. */
    public String wireName() {
        return wireName;
    }

    /** Reads {@code Company}, {@code Private} or its synonym {@code Person}, in any letter case (guide 8). */
    public static Optional<DebtorKind> of(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "company" -> Optional.of(COMPANY);
            case "private", "person" -> Optional.of(PERSON);
            default -> Optional.empty();
        };
    }
}
