package dev.recoup.sandbox.cases;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** In which order the Customer API lists cases; what is not there comes before everything else. */
final class CaseOrder {

    private static final Map<String, Comparator<CollectionCase>> FIELDS = Map.ofEntries(
            Map.entry("datecreated", Comparator.comparing(CollectionCase::created)),
            Map.entry(
                    "dateupdated", Comparator.comparing(found -> found.updated().orElse(found.created()))),
            Map.entry("datefinished", optional(CollectionCase::finished)),
            Map.entry("datecollectionstarted", optional(CollectionCase::collectionStarted)),
            Map.entry("duedate", Comparator.comparing(CollectionCase::dueDate)),
            Map.entry("date", Comparator.comparing(CollectionCase::date)),
            Map.entry("grossamount", Comparator.comparing(CollectionCase::grossAmount)),
            Map.entry("remainder", Comparator.comparing(CollectionCase::remainder)),
            Map.entry("interestfees", Comparator.comparing(found -> found.fees().interest())),
            Map.entry(
                    "collectionfees", Comparator.comparing(found -> found.fees().collection())),
            Map.entry("reminderfees", Comparator.comparing(found -> found.fees().reminders())),
            Map.entry("lifecycle", Comparator.comparing(CollectionCase::lifecycle)),
            Map.entry("closecode", optional(CollectionCase::closeCode)));

    private CaseOrder() {}

    private static <T extends Comparable<T>> Comparator<CollectionCase> optional(
            Function<CollectionCase, Optional<T>> field) {
        return Comparator.comparing(
                found -> field.apply(found).orElse(null), Comparator.nullsFirst(Comparator.<T>naturalOrder()));
    }

    /**
     * Reads an order.
     *
     * @param sort fields with or without {@code :asc} or {@code :desc}, between commas, in any letter case; unknown
     *     ones are skipped
     */
    static Comparator<CollectionCase> of(String sort) {
        Comparator<CollectionCase> order = (left, right) -> 0;
        for (String part : sort.toLowerCase(Locale.ROOT).split(",")) {
            String[] fieldAndDirection = part.trim().split(":");
            Comparator<CollectionCase> next = FIELDS.getOrDefault(fieldAndDirection[0], (left, right) -> 0);
            boolean descending = fieldAndDirection.length > 1 && fieldAndDirection[1].equals("desc");
            order = order.thenComparing(descending ? next.reversed() : next);
        }
        return order;
    }
}
