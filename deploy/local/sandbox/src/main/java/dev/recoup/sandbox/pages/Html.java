package dev.recoup.sandbox.pages;

import java.util.Optional;

/** Pieces of the pages' HTML, well-formed as XML too; every text that is not ours is escaped. */
final class Html {

    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String paragraph(String text) {
        return "<p>" + escape(text) + "</p>\n";
    }

    /** A form that sends {@code content} back to the page that it is on. */
    static String form(String action, String content) {
        return """
                <form method="post" action="%s" novalidate="novalidate">
                %s
                </form>
                """.formatted(escape(action), content);
    }

    static String submit(String label) {
        return "<p class=\"actions\"><button type=\"submit\">" + escape(label) + "</button></p>";
    }

    /** A question that is answered by one press: the buttons carry the answer. */
    static String button(String name, String value, String label, Weight weight) {
        return "<button type=\"submit\" name=\"%s\" value=\"%s\"%s>%s</button>\n"
                .formatted(name, value, weight == Weight.SECOND ? " class=\"second\"" : "", escape(label));
    }

    /** How much a button stands out. */
    enum Weight {
        FIRST,
        SECOND
    }

    /** A line of a list of facts; left out where there is nothing to say. */
    static String fact(String term, String text) {
        return text.isBlank() ? "" : "<dt>" + escape(term) + "</dt><dd>" + escape(text) + "</dd>\n";
    }

    /** The way back to the platform: the visitor has to take it, nothing leads there by itself (guide 15). */
    static String goBack(Optional<String> returnUrl) {
        return returnUrl
                .map(target ->
                        "<p class=\"actions\"><a class=\"button\" href=\"" + escape(target) + "\">Go back</a></p>")
                .orElse("<p>You can close this page.</p>");
    }
}
