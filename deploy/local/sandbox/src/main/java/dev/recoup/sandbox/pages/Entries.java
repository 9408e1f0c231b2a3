package dev.recoup.sandbox.pages;

import io.vertx.core.MultiMap;
import java.util.Optional;

/** What a visitor typed into a form. */
record Entries(MultiMap all) {

    static Entries none() {
        return new Entries(MultiMap.caseInsensitiveMultiMap());
    }

    /** The text of a field without blanks around it; empty when nothing was sent. */
    String text(String field) {
        return Optional.ofNullable(all.get(field)).orElse("").strip();
    }

    /** The text of a field, or what it shows before anything was typed. */
    String text(String field, String before) {
        return all.contains(field) ? text(field) : before;
    }
}
