package dev.recoup.sandbox.pages;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is wrong with the entries of a form, by field, in the order of the fields. */
final class Problems {

    private final Map<String, String> byField = new LinkedHashMap<>();

    Problems note(String field, String message) {
        byField.putIfAbsent(field, message);
        return this;
    }

    /** Notes a field that is empty, or too long for it. */
    Problems check(Field field, Entries entries) {
        String text = entries.text(field.name());
        if (text.isEmpty() && field.need() == Field.Need.REQUIRED) {
            note(field.name(), "Enter the " + field.label().toLowerCase(Locale.ROOT));
        }
        if (text.length() > field.longest()) {
            note(
                    field.name(),
                    "At most " + field.longest() + " characters: "
                            + field.label().toLowerCase(Locale.ROOT));
        }
        return this;
    }

    Optional<String> of(String field) {
        return Optional.ofNullable(byField.get(field));
    }

    boolean isEmpty() {
        return byField.isEmpty();
    }

    /** The summary at the top of the page; each line leads to its field. */
    String summary() {
        if (byField.isEmpty()) {
            return "";
        }
        StringBuilder lines = new StringBuilder();
        byField.forEach((field, message) ->
                lines.append("<li><a href=\"#%s\">%s</a></li>\n".formatted(field, Html.escape(message))));
        return """
                <div class="summary" role="alert">
                <h2>There is a problem</h2>
                <ul>
                %s</ul>
                </div>
                """.formatted(lines);
    }
}
