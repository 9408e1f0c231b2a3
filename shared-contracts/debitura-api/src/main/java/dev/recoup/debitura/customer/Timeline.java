package dev.recoup.debitura.customer;

import dev.recoup.debitura.EngagementPhase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that happened to a case, in order of time.
 *
 * @param items the events
 * @param currentEngagementPhase phase of the engagement; empty without one
 */
public record Timeline(List<Event> items, Optional<EngagementPhase> currentEngagementPhase) {

    /** Replaces missing lists by empty ones. */
    public Timeline {
        items = items == null ? List.of() : List.copyOf(items);
    }

    /**
     * One event. Personal data: its text form says only type and time.
     *
     * @param date when
     * @param type kind; values are not published
     * @param title text for humans
     * @param description longer text for humans
     * @param actor who caused it
     */
    public record Event(Instant date, String type, String title, String description, Optional<Actor> actor) {

        @Override
        public String toString() {
            return "Event[type=" + type + ", date=" + date + "]";
        }
    }

    /**
     * Who caused an event; personal data, its text form says only the kind.
     *
     * @param type system, creditor user or partner user, as text
     * @param name name for humans
     */
    public record Actor(String type, Optional<String> name) {

        @Override
        public String toString() {
            return "Actor[type=" + type + "]";
        }
    }
}
