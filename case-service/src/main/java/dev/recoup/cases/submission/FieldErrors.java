package dev.recoup.cases.submission;

import dev.recoup.events.refusals.Refusal;
import dev.recoup.events.refusals.RefusalCode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Debitura's field errors as refusals: its field names become places in the request, its texts stay behind. */
final class FieldErrors {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+(\\.[A-Za-z0-9]+)*");

    private static final String REFERENCE = "/claim/creditorReference";

    private FieldErrors() {}

    static List<Refusal> toRefusals(Map<String, List<String>> errors) {
        List<Refusal> refusals = errors.keySet().stream()
                .map(FieldErrors::pointer)
                .distinct()
                .sorted()
                .map(field -> Refusal.of(RefusalCode.REFUSED_BY_DEBITURA, field))
                .toList();
        return refusals.isEmpty() ? List.of(Refusal.of(RefusalCode.REFUSED_BY_DEBITURA, "")) : refusals;
    }

    /** Whether the creditor's reference is all that is wrong, which it is when another case has it. */
    static boolean nameOnlyReference(Map<String, List<String>> errors) {
        return errors.size() == 1 && errors.keySet().stream().allMatch(field -> REFERENCE.equals(pointer(field)));
    }

    private static String pointer(String field) {
        Matcher name = NAME.matcher(field);
        if (!name.matches()) {
            return "";
        }
        StringBuilder pointer = new StringBuilder("/claim");
        for (String part : field.split("\\.")) {
            pointer.append('/').append(Character.toLowerCase(part.charAt(0))).append(part, 1, part.length());
        }
        return pointer.toString();
    }
}
