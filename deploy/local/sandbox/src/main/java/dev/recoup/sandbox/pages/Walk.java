package dev.recoup.sandbox.pages;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The steps that a visitor takes, in order; the address of each page carries them along. */
record Walk(List<Step> steps) {

    Walk {
        steps = List.copyOf(steps);
    }

    static Walk of(Step... steps) {
        return new Walk(List.of(steps));
    }

    /** Reads {@link #codes}; what is no step is left out. */
    static Walk read(String codes) {
        return new Walk(Arrays.stream(codes.split("\\."))
                .flatMap(code -> Step.of(code).stream())
                .toList());
    }

    String codes() {
        return steps.stream().map(Step::code).collect(Collectors.joining("."));
    }

    List<Step> after(Step step) {
        return steps.subList(steps.indexOf(step) + 1, steps.size());
    }

    /** A list of all steps that says where the visitor is; nothing for a walk of one page. */
    String progress(Step here) {
        int position = steps.indexOf(here);
        if (steps.size() < 2 || position < 0) {
            return "";
        }
        StringBuilder list = new StringBuilder();
        for (int index = 0; index < steps.size(); index++) {
            String state = index < position ? " class=\"past\"" : index == position ? " aria-current=\"step\"" : "";
            list.append("<li%s>%s</li>\n"
                    .formatted(state, Html.escape(steps.get(index).label())));
        }
        return """
                <p class="position">%s</p>
                <ol class="steps">
                %s</ol>
                """.formatted(position(here), list);
    }

    /** For example {@code Step 2 of 3}; empty for a walk of one page. */
    String position(Step here) {
        int position = steps.indexOf(here);
        return steps.size() < 2 || position < 0 ? "" : "Step " + (position + 1) + " of " + steps.size();
    }
}
