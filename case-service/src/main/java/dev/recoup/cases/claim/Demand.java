package dev.recoup.cases.claim;

import dev.recoup.events.actions.ActionKind;
import java.net.URI;
import java.util.Optional;

/**
 * What Debitura demands of the user before a claim goes on.
 *
 * @param kind what to do
 * @param url the page where it is done
 */
public record Demand(ActionKind kind, URI url) {

    /** A demand, if the text is an absolute URL that can be put before a user. */
    public static Optional<Demand> of(ActionKind kind, String url) {
        try {
            URI page = URI.create(url);
            return page.isAbsolute() ? Optional.of(new Demand(kind, page)) : Optional.empty();
        } catch (IllegalArgumentException notAUrl) {
            return Optional.empty();
        }
    }
}
