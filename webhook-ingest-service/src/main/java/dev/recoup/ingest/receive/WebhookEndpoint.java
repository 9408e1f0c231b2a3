package dev.recoup.ingest.receive;

import dev.recoup.ingest.journal.Origin;
import dev.recoup.ingest.journal.Purpose;
import dev.recoup.ingest.receive.BodyReader.Body;
import dev.recoup.ingest.receive.SignatureCheck.Claim;
import dev.recoup.ingest.receive.WaitingDelivery.Answer;
import dev.recoup.ingest.subscriptions.Subscription;
import dev.recoup.ingest.subscriptions.Subscriptions;
import dev.recoup.ingest.watchdog.Arrivals;
import dev.recoup.ingest.watchdog.SignatureAges;
import dev.recoup.messaging.problem.Problem;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where Debitura delivers webhooks (guide 12, 13). The signature is the only authentication.
 *
 * <p>A route of its own instead of a REST resource, so that headers are judged before a body is read, nothing waits on
 * a thread, and an answer is sent when its group is committed. Checks come in the order of their cost: an unknown
 * caller costs a hash of what it sent at the most.
 */
@Singleton
final class WebhookEndpoint {

    private static final String PATH = "/webhooks/debitura/:subscription";
    private static final String TEST_MARK = "X-Debitura-Test";
    private static final String REPLAY_MARK = "X-Debitura-Replay";

    /** Before authentication and authorization, which know nothing of signatures. */
    private static final int BEFORE_ALL_OTHERS = -10_000;

    private static final List<String> KEPT_HEADERS =
            List.of("X-Debitura-Event", "X-Debitura-Timestamp", TEST_MARK, REPLAY_MARK, "Content-Type", "User-Agent");
    private static final int LONGEST_KEPT_HEADER = 500;
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final Subscriptions subscriptions;
    private final SignatureCheck signatures;
    private final WaitingRoom waitingRoom;
    private final GroupCommit commits;
    private final ReceiveMeters meters;
    private final SignatureAges ages;
    private final Arrivals arrivals;
    private final Clock clock;
    private final BodyReader bodies;
    private final long maxBodySize;

    @Inject
    WebhookEndpoint(
            Subscriptions subscriptions,
            SignatureCheck signatures,
            WaitingRoom waitingRoom,
            GroupCommit commits,
            ReceiveMeters meters,
            SignatureAges ages,
            Arrivals arrivals,
            Clock clock,
            IngestConfig config) {
        this.subscriptions = subscriptions;
        this.signatures = signatures;
        this.waitingRoom = waitingRoom;
        this.commits = commits;
        this.meters = meters;
        this.ages = ages;
        this.arrivals = arrivals;
        this.clock = clock;
        this.maxBodySize = config.maxBodySize().asLongValue();
        this.bodies = new BodyReader(
                Math.toIntExact(maxBodySize),
                config.slowestBody(),
                config.maxArriving().asLongValue());
    }

    void register(@Observes Router router, Vertx vertx) {
        router.post(PATH).order(BEFORE_ALL_OTHERS).handler(this::receive);
        router.route(PATH)
                .order(BEFORE_ALL_OTHERS + 1)
                .handler(context -> refuse(context.response(), Refusal.METHOD_NOT_ALLOWED));
        vertx.setPeriodic(SWEEP.toMillis(), tick -> bodies.endSlowOnes());
    }

    private void receive(RoutingContext context) {
        subscriptions
                .named(context.pathParam("subscription"))
                .ifPresentOrElse(
                        known -> receive(known, context.request()),
                        () -> refuse(context.response(), Refusal.UNKNOWN_SUBSCRIPTION));
    }

    private void receive(Subscription subscription, HttpServerRequest request) {
        if (announcedLength(request) > maxBodySize) {
            refuse(request.response(), Refusal.BODY_TOO_LARGE);
            return;
        }
        switch (signatures.read(request.headers().getAll(SignatureHeader.NAME))) {
            case Claim.Refused(Refusal reason) -> refuse(request.response(), reason);
            case Claim.Untimely(Refusal reason, long ageSeconds) -> {
                ages.refusedForAge(ageSeconds);
                refuse(request.response(), reason);
            }
            case Claim.Timely timely -> bodies.read(request, body -> receive(subscription, request, timely, body));
        }
    }

    private void receive(Subscription subscription, HttpServerRequest request, Claim.Timely claim, Body body) {
        switch (body) {
            case Body.TooLarge() -> refuse(request.response(), Refusal.BODY_TOO_LARGE);
            case Body.NoRoom() -> refuseAndClose(request.response(), Refusal.OVERLOADED);
            case Body.Broken() -> refuseAndClose(request.response(), Refusal.BODY_BROKEN);
            case Body.TooSlow() -> refuseAndClose(request.response(), Refusal.BODY_TOO_SLOW);
            case Body.Complete(byte[] bytes) -> {
                switch (signatures.check(subscription, claim.header(), bytes)) {
                    case FORGED -> {
                        arrivals.forged(subscription);
                        refuse(request.response(), Refusal.SIGNATURE_WRONG);
                    }
                    case GENUINE -> {
                        ages.observed(claim.ageSeconds());
                        arrivals.arrived(subscription);
                        admit(subscription, request, bytes);
                    }
                }
            }
        }
    }

    private void admit(Subscription subscription, HttpServerRequest request, byte[] body) {
        Optional<WaitingRoom.Place> place = waitingRoom.enter(body.length);
        if (place.isEmpty()) {
            refuse(request.response(), Refusal.OVERLOADED);
            return;
        }
        Context eventLoop = Vertx.currentContext();
        commits.submit(new WaitingDelivery(
                arrival(subscription, request.headers(), body),
                place.get(),
                answer -> eventLoop.runOnContext(known -> send(request.response(), answer))));
    }

    private Arrival arrival(Subscription subscription, MultiMap headers, byte[] body) {
        return new Arrival(
                subscription,
                isMarked(headers, TEST_MARK) ? Purpose.TEST : Purpose.EVENT,
                isMarked(headers, REPLAY_MARK) ? Origin.REPLAYED : Origin.SENT,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                kept(headers),
                body);
    }

    private void send(HttpServerResponse response, Answer answer) {
        switch (answer) {
            case Answer.Stored() -> {
                if (!response.closed()) {
                    response.end();
                }
            }
            case Answer.Refused(Refusal reason) -> refuse(response, reason);
        }
    }

    private void refuseAndClose(HttpServerResponse response, Refusal reason) {
        response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        refuse(response, reason);
    }

    private void refuse(HttpServerResponse response, Refusal reason) {
        meters.refused(reason);
        if (response.closed() || response.ended()) {
            return;
        }
        switch (reason) {
            case METHOD_NOT_ALLOWED -> response.putHeader(HttpHeaders.ALLOW, "POST");
            case OVERLOADED, NOT_STORED -> response.putHeader("Retry-After", RETRY_AFTER_SECONDS);
            default -> {}
        }
        response.setStatusCode(reason.status().getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE.toString())
                .end(reason.problem());
    }

    private static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException refusedByTheServer) {
            return Long.MAX_VALUE;
        }
    }

    private static Map<String, String> kept(MultiMap headers) {
        Map<String, String> kept = new LinkedHashMap<>();
        for (String name : KEPT_HEADERS) {
            String value = headers.get(name);
            if (value != null && value.length() <= LONGEST_KEPT_HEADER) {
                kept.put(name, value);
            }
        }
        return kept;
    }

    private static boolean isMarked(MultiMap headers, String mark) {
        return headers.getAll(mark).stream().anyMatch(value -> value.strip().equalsIgnoreCase("true"));
    }
}
