package dev.recoup.ingest.journal;

import dev.recoup.messaging.paging.Period;
import dev.recoup.messaging.paging.SearchText;
import dev.recoup.messaging.problem.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads what callers look for. A name that is not known is refused: what it should have left out would be found. */
@Singleton
public final class EventFilters {

    private static final String FROM = "from";
    private static final String TO = "to";
    private static final Duration USUAL_WINDOW = Duration.ofHours(24);
    private static final Duration LONGEST_READ = Duration.ofDays(7);
    private static final int LONGEST_VALUE = 300;
    private static final String NAMES = Arrays.stream(Criterion.values())
            .map(Criterion::parameter)
            .collect(Collectors.joining(", ", "", ", from, to"));

    private final Clock clock;
    private final JournalConfig config;

    @Inject
    EventFilters(Clock clock, JournalConfig config) {
        this.clock = clock;
        this.config = config;
    }

    /**
     * Reads values by name. Without {@code from} all that is kept is looked through if an index leads to it (tenant,
     * caseId), else the last 24 hours.
     *
     * @param given values by name: {@code from} and {@code to} (RFC 3339) and what is compared
     * @throws WebApplicationException with a problem (400) that says what to do, if something cannot be used
     */
    public EventFilter of(Map<String, String> given) {
        Map<String, String> query = new TreeMap<>(given);
        Optional<String> from = Optional.ofNullable(query.remove(FROM));
        Optional<String> to = Optional.ofNullable(query.remove(TO));
        query.forEach(EventFilters::check);
        Period period = Period.of(from, to);
        EventFilter everything = new EventFilter(query, List.of(), everything());
        return new EventFilter(query, List.of(), window(period, everything.isIndexed()));
    }

    /**
     * Looks for events by their ids, in all that is kept.
     *
     * @param given values by name that these events must have, too; no times
     */
    public EventFilter ofEvents(List<String> eventIds, Map<String, String> given) {
        given.forEach(EventFilters::check);
        return new EventFilter(given, eventIds, everything());
    }

    /** Returns the first day whose entries are still kept; earlier ones may vanish at any time. */
    LocalDate firstKept() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .minusDays(config.retention().toDays());
    }

    private Window everything() {
        return new Window(firstKept().atStartOfDay().toInstant(ZoneOffset.UTC), clock.instant());
    }

    private Window window(Period period, boolean isIndexed) {
        Window kept = everything();
        Instant to = period.to().filter(kept.to()::isAfter).orElse(kept.to());
        Instant usual = isIndexed || to.isBefore(kept.from().plus(USUAL_WINDOW)) ? kept.from() : to.minus(USUAL_WINDOW);
        Instant from = period.from().orElse(usual);
        if (period.to().isPresent() && !from.isBefore(period.to().get())) {
            throw bad("from must be before to.");
        }
        Window window = new Window(from.isAfter(kept.from()) ? from : kept.from(), to);
        if (!isIndexed && Duration.between(window.from(), to).compareTo(LONGEST_READ) > 0) {
            throw bad("Without tenant or caseId, from and to may be no more than " + LONGEST_READ.toDays()
                    + " days apart: narrow them, or add one of the two.");
        }
        return window;
    }

    private static void check(String name, String value) {
        Criterion criterion = Criterion.named(name)
                .orElseThrow(() ->
                        bad("There is no parameter of that name to look for events by; there are " + NAMES + "."));
        SearchText.of(name, Optional.of(value));
        if (value.isEmpty() || value.length() > LONGEST_VALUE) {
            throw bad(name + " must have 1 to " + LONGEST_VALUE + " characters; leave it out to find all.");
        }
        if (!criterion.possibleValues().isEmpty() && !criterion.possibleValues().contains(value)) {
            throw bad(name + " must be " + String.join(" or ", criterion.possibleValues()) + ".");
        }
    }

    private static WebApplicationException bad(String detail) {
        return Problem.exception(Status.BAD_REQUEST, detail);
    }
}
