package dev.recoup.sandbox.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One labelled input of a form.
 *
 * @param name of the form's entry and id of the input
 * @param label what a visitor reads
 * @param hint how to fill it in; may be empty
 * @param type of the input
 * @param autocomplete what a browser may offer
 * @param longest most characters
 * @param need whether it may stay empty
 */
record Field(String name, String label, String hint, String type, String autocomplete, int longest, Need need) {

    /** Whether a field may stay empty. */
    enum Need {
        REQUIRED,
        OPTIONAL
    }

    static Field text(String name, String label, String autocomplete, int longest) {
        return new Field(name, label, "", "text", autocomplete, longest, Need.REQUIRED);
    }

    Field hint(String text) {
        return new Field(name, label, text, type, autocomplete, longest, need);
    }

    Field optional() {
        return new Field(name, label, hint, type, autocomplete, longest, Need.OPTIONAL);
    }

    Field type(String other) {
        return new Field(name, label, hint, other, autocomplete, longest, need);
    }

    /** The label, the hint, what is wrong, and the input, tied together for screen readers. */
    String html(String value, Problems problems) {
        Optional<String> problem = problems.of(name);
        List<String> descriptions = new ArrayList<>();
        StringBuilder html = new StringBuilder("<div class=\"field\">\n<label for=\"")
                .append(name)
                .append("\">")
                .append(Html.escape(label))
                .append(need == Need.OPTIONAL ? " (optional)" : "")
                .append("</label>\n");
        if (!hint.isEmpty()) {
            descriptions.add(name + "-hint");
            html.append("<p class=\"hint\" id=\"%s-hint\">%s</p>\n".formatted(name, Html.escape(hint)));
        }
        problem.ifPresent(text -> {
            descriptions.add(name + "-problem");
            html.append("<p class=\"problem\" id=\"%s-problem\">%s</p>\n".formatted(name, Html.escape(text)));
        });
        html.append(
                "<input id=\"%1$s\" name=\"%1$s\" type=\"%2$s\" autocomplete=\"%3$s\" maxlength=\"%4$d\" value=\"%5$s\""
                        .formatted(name, type, autocomplete, longest, Html.escape(value)));
        if (name.equals("code")) {
            html.append(" inputmode=\"numeric\"");
        }
        if (need == Need.REQUIRED) {
            html.append(" required=\"required\"");
        }
        if (!descriptions.isEmpty()) {
            html.append(" aria-describedby=\"")
                    .append(String.join(" ", descriptions))
                    .append('"');
        }
        if (problem.isPresent()) {
            html.append(" aria-invalid=\"true\"");
        }
        return html.append("/>\n</div>\n").toString();
    }
}
