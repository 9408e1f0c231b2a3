package dev.recoup.ingest.subscriptions;

import dev.recoup.events.EventJson;
import dev.recoup.events.UnreadableValue;
import dev.recoup.messaging.audit.Audited;
import dev.recoup.messaging.caller.Caller;
import dev.recoup.messaging.paging.Paging;
import dev.recoup.messaging.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Manages webhook subscriptions at Debitura; secrets are never shown. */
@Path("/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
class SubscriptionsResource {

    private static final Duration LONGEST_GRACE = Duration.ofDays(30);

    private final Intentions intentions;
    private final Catalogue catalogue;
    private final Applications applications;
    private final Trials trials;
    private final Settling settling;
    private final Caller caller;

    @Inject
    SubscriptionsResource(
            Intentions intentions,
            Catalogue catalogue,
            Applications applications,
            Trials trials,
            Settling settling,
            Caller caller) {
        this.intentions = intentions;
        this.catalogue = catalogue;
        this.applications = applications;
        this.trials = trials;
        this.settling = settling;
        this.caller = caller;
    }

    /** Lists them by name; a token of one client sees that client's only. */
    @GET
    @RolesAllowed({"support", "operator"})
    @RunOnVirtualThread
    public Response list(@RestQuery Optional<String> limit, @RestQuery Optional<String> cursor) {
        return ok(catalogue.page(caller.onlyTenant(), Paging.of(cursor, limit)));
    }

    /** Shows one. */
    @GET
    @Path("/{name}")
    @RolesAllowed({"support", "operator"})
    @RunOnVirtualThread
    public Response one(@RestPath String name) {
        SubscriptionAnswer found = catalogue.one(name);
        boolean visible = found.externalTenantId().map(caller::sees).orElseGet(() -> caller.onlyTenant()
                .isEmpty());
        if (!visible) {
            throw Catalogue.unknown();
        }
        return ok(found);
    }

    /** Creates one at Debitura, or adopts one; answers 201 once its secret is kept, 202 while that takes longer. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("operator")
    @Audited("subscription.create")
    @RunOnVirtualThread
    public Response create(byte[] body) {
        caller.requireAllClients();
        NewSubscription wanted = read(body, NewSubscription.class);
        String name = applications.name(wanted);
        long asked;
        if (wanted.adopt().isPresent()) {
            asked = applications.adopt(wanted, wanted.adopt().get());
            settling.show();
        } else {
            asked = intentions.create(applications.wish(wanted));
            settling.await(name, asked);
        }
        return outcome(name, asked, Response.created(URI.create("/v1/subscriptions/" + name)));
    }

    /** Changes where deliveries go, or switches them on or off. */
    @PATCH
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("operator")
    @Audited("subscription.change")
    @RunOnVirtualThread
    public Response change(@RestPath String name, byte[] body) {
        caller.requireAllClients();
        Change change = read(body, Change.class);
        change.url().ifPresent(url -> applications.requireEndpoint(name, url));
        long asked = intentions.change(name, change.url(), change.active().map(Activity::of));
        settling.await(name, asked);
        return outcome(name, asked, Response.ok());
    }

    /**
     * What is to change; what is missing stays.
     *
     * @param url where deliveries go
     * @param active whether there are deliveries
     */
    record Change(Optional<String> url, Optional<Boolean> active) {}

    /** Has Debitura make a new secret; the present one stays good for a while. */
    @POST
    @Path("/{name}/rotations")
    @RolesAllowed("operator")
    @Audited("subscription.rotate")
    @RunOnVirtualThread
    public Response rotate(@RestPath String name, byte[] body) {
        caller.requireAllClients();
        Optional<Duration> grace = body.length == 0
                ? Optional.empty()
                : read(body, Rotation.class).grace().map(SubscriptionsResource::duration);
        long asked = intentions.rotate(name, grace);
        settling.announce();
        settling.await(name, asked);
        return outcome(name, asked, Response.ok());
    }

    /**
     * How to rotate.
     *
     * @param grace how long the present secret stays good, ISO 8601; as configured where it is missing
     */
    record Rotation(Optional<String> grace) {}

    /** Has an event sent and waits until it is in the journal; Debitura offers this in its test environment only. */
    @POST
    @Path("/{name}/tests")
    @RolesAllowed("operator")
    @Audited("subscription.test")
    @RunOnVirtualThread
    public Response test(@RestPath String name, byte[] body) {
        caller.requireAllClients();
        Trial trial = body.length == 0
                ? new Trial(Optional.empty(), Optional.empty(), Optional.empty())
                : read(body, Trial.class);
        return ok(trials.run(name, trial));
    }

    /** Deletes it at Debitura; late deliveries are still accepted for a while. */
    @DELETE
    @Path("/{name}")
    @RolesAllowed("operator")
    @Audited("subscription.delete")
    @RunOnVirtualThread
    public Response delete(@RestPath String name) {
        caller.requireAllClients();
        long asked = intentions.delete(name);
        settling.await(name, asked);
        return outcome(name, asked, Response.ok());
    }

    private Response outcome(String name, long asked, Response.ResponseBuilder success) {
        SubscriptionAnswer answer = catalogue.one(name);
        SubscriptionState state = SubscriptionState.valueOf(answer.state());
        boolean done = state.isSettled() || state.isFree();
        if (done && answer.trouble().isPresent()) {
            String detail = answer.trouble().get() + ". The subscription is " + state + ".";
            return catalogue.isRefused(name, asked)
                    ? Problem.unprocessable("Debitura refused: " + detail)
                    : Problem.answer(Status.BAD_GATEWAY, "Debitura could not be told: " + detail);
        }
        return (done ? success : Response.accepted())
                .entity(EventJson.write(answer))
                .build();
    }

    private static Response ok(Object answer) {
        return Response.ok(EventJson.write(answer)).build();
    }

    /** What cannot be read is not repeated, since it may hold a secret. */
    private static <T> T read(byte[] body, Class<T> type) {
        try {
            return EventJson.read(body, type);
        } catch (UnreadableValue unreadable) {
            throw Problem.exception(
                    Status.BAD_REQUEST,
                    "The body is not the JSON object that this call takes"
                            + (unreadable.pointer().isEmpty() ? "." : ", see " + unreadable.pointer() + "."));
        }
    }

    private static Duration duration(String text) {
        try {
            Duration grace = Duration.parse(text);
            if (!grace.isNegative() && grace.compareTo(LONGEST_GRACE) <= 0) {
                return grace;
            }
        } catch (DateTimeException notADuration) {
            // said below
        }
        throw Problem.exception(Status.BAD_REQUEST, "grace is a duration of 0 to 30 days, for example PT24H.");
    }
}
