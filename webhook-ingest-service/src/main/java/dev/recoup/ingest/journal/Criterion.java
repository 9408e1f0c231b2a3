package dev.recoup.ingest.journal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What entries of the journal can be looked for by, besides the time of receipt. */
enum Criterion {
    // Index: journal_by_tenant.
    TENANT("tenant", "external_tenant_id = ?", Cost.INDEXED),
    // Index: journal_by_case.
    CASE("caseId", "case_id = ?", Cost.INDEXED),
    // The others name a large part of a day or are looked for rarely, and every index costs the receiver: the days'
    // partitions are read from their newest end (primary key) until the page is full, and the window is limited.
    TYPE("type", "? in (event_type, event_name)", Cost.READS_THE_WINDOW),
    REFERENCE("reference", "position(lower(?) in lower(case_reference)) > 0", Cost.READS_THE_WINDOW),
    SUBSCRIPTION("subscription", "subscription = ?", Cost.READS_THE_WINDOW),
    MODE("mode", "mode = ?", Cost.READS_THE_WINDOW, "live", "test"),
    PURPOSE("purpose", "purpose = ?", Cost.READS_THE_WINDOW, "event", "test"),
    ORIGIN("origin", "origin = ?", Cost.READS_THE_WINDOW, "sent", "replayed");

    private final String parameter;
    private final String condition;
    private final Cost cost;
    private final List<String> possibleValues;

    Criterion(String parameter, String condition, Cost cost, String... possibleValues) {
        this.parameter = parameter;
        this.condition = condition;
        this.cost = cost;
        this.possibleValues = List.of(possibleValues);
    }

    static Optional<Criterion> named(String parameter) {
        return Arrays.stream(values())
                .filter(criterion -> criterion.parameter.equals(parameter))
                .findFirst();
    }

    String parameter() {
        return parameter;
    }

    /** Returns the condition in SQL, with one placeholder for the value. */
    String condition() {
        return condition;
    }

    Cost cost() {
        return cost;
    }

    /** Returns the values there are; empty where there are too many to name. */
    List<String> possibleValues() {
        return possibleValues;
    }

    /** What it costs to find entries. */
    enum Cost {
        INDEXED,
        READS_THE_WINDOW
    }
}
