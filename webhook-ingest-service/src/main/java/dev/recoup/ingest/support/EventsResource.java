package dev.recoup.ingest.support;

import dev.recoup.events.EventJson;
import dev.recoup.ingest.journal.EventFilter;
import dev.recoup.ingest.journal.EventFilters;
import dev.recoup.ingest.journal.FoundEvent;
import dev.recoup.ingest.journal.Journal;
import dev.recoup.ingest.journal.JournalSearch;
import dev.recoup.ingest.journal.JournalledEvent;
import dev.recoup.ingest.journal.Place;
import dev.recoup.ingest.journal.Publication;
import dev.recoup.messaging.caller.Caller;
import dev.recoup.messaging.paging.Page;
import dev.recoup.messaging.paging.Paging;
import dev.recoup.messaging.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestPath;

/** Looks events up in the journal. */
@Path("/v1/events")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"support", "operator"})
class EventsResource {

    private static final String TENANT = "tenant";

    private final Journal journal;
    private final JournalSearch search;
    private final EventFilters filters;
    private final Caller caller;

    @Inject
    EventsResource(Journal journal, JournalSearch search, EventFilters filters, Caller caller) {
        this.journal = journal;
        this.search = search;
        this.filters = filters;
        this.caller = caller;
    }

    /**
     * Lists events without headers and bodies, the last received first. Query parameters are those of
     * {@link EventFilters}, {@code cursor} and {@code limit}; a token of one client sees that client's events only.
     */
    @GET
    @RunOnVirtualThread
    public Response events(@Context UriInfo address) throws SQLException {
        Map<String, String> query = single(address);
        Paging paging =
                Paging.of(Optional.ofNullable(query.remove("cursor")), Optional.ofNullable(query.remove("limit")));
        Optional<EventCursor> cursor = paging.after().map(EventCursor::parse);
        caller.onlyTenant().ifPresent(own -> query.putIfAbsent(TENANT, own));
        EventFilter filter = filters.of(cursor.map(found -> found.within(query)).orElse(query));
        return Response.ok(EventJson.write(list(filter, cursor.map(EventCursor::place), paging)))
                .build();
    }

    /** Returns all that was received under an event's id, with headers and body; 404 if there is nothing. */
    @GET
    @Path("/{eventId}")
    @RunOnVirtualThread
    public Response event(@RestPath String eventId) {
        List<EventAnswer> found = journal.find(eventId).stream()
                .filter(this::maySee)
                .map(EventAnswer::of)
                .toList();
        return found.isEmpty()
                ? Problem.answer(Status.NOT_FOUND, "No event of that id was received, or its time is over.")
                : Response.ok(found).build();
    }

    private EventList list(EventFilter filter, Optional<Place> before, Paging paging) throws SQLException {
        List<FoundEvent> found = maySee(filter) ? search.newest(filter, before, paging.lookFor()) : List.of();
        Map<Place, Publication> publications = search.publications(found);
        Page<EventSummary> page = Page.of(found, paging, event -> EventCursor.text(event.place(), filter.window()))
                .map(event -> new EventSummary(event, publications.get(event.place())));
        return EventList.of(filter.window().from(), filter.window().to(), page);
    }

    private boolean maySee(EventFilter filter) {
        return Optional.ofNullable(filter.query().get(TENANT)).map(caller::sees).orElse(true);
    }

    private boolean maySee(JournalledEvent event) {
        return caller.onlyTenant().isEmpty() || caller.onlyTenant().equals(event.externalTenantId());
    }

    private static Map<String, String> single(UriInfo address) {
        Map<String, String> query = new TreeMap<>();
        address.getQueryParameters().forEach((name, values) -> {
            if (values.size() != 1) {
                throw Problem.exception(Status.BAD_REQUEST, "Every parameter may be given once only.");
            }
            query.put(name, values.getFirst());
        });
        return query;
    }
}
