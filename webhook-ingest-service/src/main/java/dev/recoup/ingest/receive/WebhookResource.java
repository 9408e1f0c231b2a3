package dev.recoup.ingest.receive;

import dev.recoup.events.Environment;
import dev.recoup.ingest.journal.Delivery;
import dev.recoup.ingest.journal.Origin;
import dev.recoup.ingest.journal.Purpose;
import dev.recoup.ingest.journal.Recorded.FirstDelivery;
import dev.recoup.ingest.journal.Recorded.Redelivery;
import dev.recoup.ingest.journal.Recorded.Sameness;
import dev.recoup.ingest.receive.Acceptance.Accepted;
import dev.recoup.ingest.receive.Verdict.Genuine;
import dev.recoup.ingest.receive.Verdict.Refused;
import dev.recoup.ingest.routing.Routing;
import dev.recoup.ingest.subscriptions.Subscription;
import dev.recoup.ingest.subscriptions.Subscriptions;
import dev.recoup.messaging.FaultCode;
import dev.recoup.messaging.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.RestPath;

/** Where Debitura delivers webhooks (guide 12, 13). The signature is the only authentication. */
@Path("/webhooks/debitura/{subscription}")
@PermitAll
class WebhookResource {

    private static final Logger LOG = Logger.getLogger(WebhookResource.class);
    private static final String TEST_MARK = "X-Debitura-Test";
    private static final String REPLAY_MARK = "X-Debitura-Replay";
    private static final List<String> KEPT_HEADERS = List.of(
            "X-Debitura-Event",
            "X-Debitura-Timestamp",
            TEST_MARK,
            REPLAY_MARK,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.USER_AGENT);
    private static final int LONGEST_KEPT_HEADER = 500;

    private final Subscriptions subscriptions;
    private final SignatureCheck signatures;
    private final WaitingRoom waitingRoom;
    private final Acceptance acceptance;
    private final ReceiveMeters meters;
    private final Clock clock;
    private final Environment environment;
    private final long maxBodySize;

    @Inject
    WebhookResource(
            Subscriptions subscriptions,
            SignatureCheck signatures,
            WaitingRoom waitingRoom,
            Acceptance acceptance,
            ReceiveMeters meters,
            Clock clock,
            IngestConfig config,
            @ConfigProperty(name = "recoup.environment") Environment environment) {
        this.subscriptions = subscriptions;
        this.signatures = signatures;
        this.waitingRoom = waitingRoom;
        this.acceptance = acceptance;
        this.meters = meters;
        this.clock = clock;
        this.environment = environment;
        this.maxBodySize = config.maxBodySize().asLongValue();
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @RunOnVirtualThread
    public Response receive(@RestPath String subscription, @Context HttpHeaders headers, byte[] body) {
        return subscriptions
                .named(subscription)
                .map(known -> receive(known, headers, body))
                .orElseGet(() -> refuse(Refusal.UNKNOWN_SUBSCRIPTION));
    }

    private Response receive(Subscription subscription, HttpHeaders headers, byte[] body) {
        if (body.length > maxBodySize) {
            return refuse(Refusal.BODY_TOO_LARGE);
        }
        return switch (signatures.check(subscription, values(headers, SignatureHeader.NAME), body)) {
            case Refused(Refusal reason) -> refuse(reason);
            case Genuine() -> admit(subscription, headers, body);
        };
    }

    private Response admit(Subscription subscription, HttpHeaders headers, byte[] body) {
        Optional<WaitingRoom.Place> admitted = waitingRoom.enter(body.length);
        if (admitted.isEmpty()) {
            return refuse(Refusal.OVERLOADED);
        }
        try (WaitingRoom.Place place = admitted.get()) {
            return store(subscription, delivery(subscription, headers, body));
        }
    }

    private Response store(Subscription subscription, Delivery delivery) {
        describe(delivery);
        try {
            Accepted accepted = meters.timeCommit(() -> acceptance.accept(delivery));
            MDC.put("correlationId", accepted.correlationId());
            tell(subscription, delivery, accepted);
            return Response.ok().build();
        } catch (Exception notCommitted) {
            LOG.warnf("A delivery could not be stored: %s", FaultCode.of(notCommitted));
            return refuse(Refusal.NOT_STORED);
        } finally {
            MDC.clear();
        }
    }

    private void tell(Subscription subscription, Delivery delivery, Accepted accepted) {
        switch (accepted.recorded()) {
            case FirstDelivery() -> {
                meters.accepted(subscription);
                LOG.infof(
                        "Accepted %s by %s for %s (%s, %s)",
                        delivery.routed().event().type(),
                        subscription.name(),
                        delivery.routed().topic().topicName(),
                        delivery.purpose().stored(),
                        delivery.origin().stored());
            }
            case Redelivery(int times, Sameness sameness) -> {
                meters.duplicate(subscription);
                LOG.infof(
                        "Delivery %d of %s by %s",
                        times, delivery.routed().event().type(), subscription.name());
                if (sameness == Sameness.OTHER_BODY) {
                    LOG.warn("It has another body than the first delivery, which stands");
                }
            }
        }
    }

    private Response refuse(Refusal reason) {
        meters.refused(reason);
        return Problem.answer(reason.status(), reason.detail());
    }

    private Delivery delivery(Subscription subscription, HttpHeaders headers, byte[] body) {
        return new Delivery(
                subscription.name(),
                subscription.source(),
                environment,
                subscription.mode(),
                isMarked(headers, TEST_MARK) ? Purpose.TEST : Purpose.EVENT,
                isMarked(headers, REPLAY_MARK) ? Origin.REPLAYED : Origin.SENT,
                clock.instant(),
                kept(headers),
                body,
                Routing.of(body));
    }

    private static Map<String, String> kept(HttpHeaders headers) {
        Map<String, String> kept = new LinkedHashMap<>();
        for (String name : KEPT_HEADERS) {
            values(headers, name).stream()
                    .findFirst()
                    .filter(value -> value.length() <= LONGEST_KEPT_HEADER)
                    .ifPresent(value -> kept.put(name, value));
        }
        return kept;
    }

    private static boolean isMarked(HttpHeaders headers, String mark) {
        return values(headers, mark).stream().anyMatch(value -> value.strip().equalsIgnoreCase("true"));
    }

    private static List<String> values(HttpHeaders headers, String name) {
        List<String> values = headers.getRequestHeader(name);
        return values == null ? List.of() : values;
    }

    private static void describe(Delivery delivery) {
        MDC.put("eventId", delivery.eventId());
        delivery.routed().externalTenantId().ifPresent(tenant -> MDC.put("externalTenantId", tenant));
        delivery.routed().caseId().ifPresent(caseId -> MDC.put("caseId", caseId));
    }
}
