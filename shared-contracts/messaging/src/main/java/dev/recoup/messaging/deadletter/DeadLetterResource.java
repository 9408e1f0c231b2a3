package dev.recoup.messaging.deadletter;

import dev.recoup.events.EventJson;
import dev.recoup.messaging.FaultCode;
import dev.recoup.messaging.Transactions;
import dev.recoup.messaging.audit.Audited;
import dev.recoup.messaging.audit.Reason;
import dev.recoup.messaging.caller.Caller;
import dev.recoup.messaging.paging.Paging;
import dev.recoup.messaging.paging.Period;
import dev.recoup.messaging.paging.SearchText;
import dev.recoup.messaging.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.sql.SQLException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The dead letters of this service's consumer group; none of it for a token of one client (403). */
@Path("/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"support", "operator"})
@RunOnVirtualThread
class DeadLetterResource {

    private static final Logger LOG = Logger.getLogger(DeadLetterResource.class);
    private static final String ONE = "/{id:\\d+}";

    private final LetterRows letters;
    private final LetterReplay letterReplay;
    private final Caller caller;
    private final Transactions transactions;

    @Inject
    DeadLetterResource(LetterRows letters, LetterReplay letterReplay, Caller caller, Transactions transactions) {
        this.letters = letters;
        this.letterReplay = letterReplay;
        this.caller = caller;
        this.transactions = transactions;
    }

    /** Lists dead letters, the newest first, without anything of their records but ids and types. */
    @GET
    public Response list(
            @RestQuery Optional<String> topic,
            @RestQuery Optional<String> code,
            @RestQuery Optional<String> type,
            @RestQuery Optional<String> state,
            @RestQuery Optional<String> from,
            @RestQuery Optional<String> to,
            @RestQuery Optional<String> cursor,
            @RestQuery Optional<String> limit)
            throws SQLException {
        caller.requireAllClients();
        LetterFilter filter = new LetterFilter(
                SearchText.of("topic", topic),
                SearchText.of("code", code),
                SearchText.of("type", type),
                Period.of(from, to));
        return ok(letters.list(filter, state.map(DeadLetterResource::state), Paging.of(cursor, limit)));
    }

    /** Shows one dead letter with key, headers and value. */
    @GET
    @Path(ONE)
    public Response open(@RestPath long id) throws SQLException {
        caller.requireAllClients();
        return ok(OpenedLetter.of(find(id)));
    }

    /** Hands the record to its handler once more: 200 if it had its effect, 422 if it is unusable still, 503 for trouble. */
    @POST
    @Path(ONE + "/replays")
    @RolesAllowed("operator")
    @Audited("dead-letter.replay")
    public Response replay(@RestPath long id, @Context HttpHeaders headers) throws SQLException {
        caller.requireAllClients();
        StoredLetter stored = find(id);
        requireWaiting(stored.letter());
        return switch (attempt(stored, Reason.of(headers))) {
            case Redelivery.Verdict.Handled handled -> ok(find(id).letter());
            case Redelivery.Verdict.Unusable unusable ->
                Problem.unprocessable("The record is unusable still, and waits as before: " + unusable.said() + ".");
        };
    }

    /** Gives a dead letter up; what stays of it is what lists show. */
    @DELETE
    @Path(ONE)
    @RolesAllowed("operator")
    @Audited("dead-letter.discard")
    public Response discard(@RestPath long id, @Context HttpHeaders headers) throws Exception {
        caller.requireAllClients();
        DeadLetter letter = find(id).letter();
        requireWaiting(letter);
        String reason = Reason.of(headers).text();
        LetterRows.Change change = transactions.inNewTransaction(
                connection -> letters.decide(connection, id, LetterState.DISCARDED, caller.name(), reason));
        return switch (change) {
            case MADE -> {
                LOG.warnf("Dead letter %d of %s was discarded by an operator", id, letter.topic());
                yield Response.noContent().build();
            }
            case TOO_LATE -> throw decided();
        };
    }

    private Redelivery.Verdict attempt(StoredLetter stored, Reason reason) {
        try {
            return letterReplay.replay(stored, caller.name(), reason.text(), LetterReplay.Bookkeeping.NONE);
        } catch (TooLate somebodyElse) {
            throw decided();
        } catch (Exception trouble) {
            String fault = FaultCode.of(trouble);
            LOG.warnf(
                    "Dead letter %d could not be replayed: %s", stored.letter().id(), fault);
            throw Problem.exception(
                    Status.SERVICE_UNAVAILABLE, "It did not work, and the dead letter waits as before: " + fault + ".");
        }
    }

    private StoredLetter find(long id) throws SQLException {
        return letters.find(id)
                .orElseThrow(() -> Problem.exception(
                        Status.NOT_FOUND, "There is no dead letter " + id + ", or its time is over."));
    }

    private static void requireWaiting(DeadLetter letter) {
        switch (letter.state()) {
            case WAITING -> {}
            case REPLAYED, DISCARDED -> throw decided();
        }
    }

    private static WebApplicationException decided() {
        return Problem.exception(Status.CONFLICT, "Somebody has replayed or discarded this dead letter already.");
    }

    private static LetterState state(String text) {
        return LetterState.of(text)
                .orElseThrow(
                        () -> Problem.exception(Status.BAD_REQUEST, "state must be waiting, replayed or discarded."));
    }

    private static Response ok(Object answer) {
        return Response.ok(EventJson.write(answer)).build();
    }
}
