package dev.recoup.onboarding.linking;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.events.EventJson;
import dev.recoup.events.UnreadableValue;
import dev.recoup.events.clients.ClientStatus;
import dev.recoup.messaging.caller.Caller;
import dev.recoup.messaging.problem.Problem;
import dev.recoup.onboarding.client.ClientReader;
import dev.recoup.onboarding.client.UnknownClient;
import dev.recoup.onboarding.config.OnboardingConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/** The command of {@code collections.onboarding-requests.v1} for callers that want to show the answer at once. */
@Path("/v1/clients/{externalTenantId}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class OnboardingResource {

    private static final Pattern CORRELATION_ID = Pattern.compile("[A-Za-z0-9._:-]{1,100}");
    private static final Duration GLANCE = Duration.ofMillis(50);

    private final Intake intake;
    private final OnboardingOrders orders;
    private final ClientReader reader;
    private final Caller caller;
    private final OnboardingConfig config;

    @Inject
    OnboardingResource(
            Intake intake, OnboardingOrders orders, ClientReader reader, Caller caller, OnboardingConfig config) {
        this.intake = intake;
        this.orders = orders;
        this.reader = reader;
        this.caller = caller;
        this.config = config;
    }

    /**
     * Onboards a client; the body is the value of an onboarding request. Answers 200 with the client once Debitura has
     * answered, 202 with the client as it stands when that takes longer, 422 with every reason when it is refused.
     */
    @PUT
    @RolesAllowed("collections-write")
    @RunOnVirtualThread
    public Response onboard(
            @PathParam("externalTenantId") String externalTenantId,
            @HeaderParam("X-Correlation-Id") String givenCorrelationId,
            byte[] body)
            throws InterruptedException {
        if (!caller.sees(externalTenantId)) {
            return UnknownClient.answer();
        }
        if (!tenantIn(body).equals(Optional.of(externalTenantId))) {
            return Problem.answer(
                    Status.BAD_REQUEST,
                    "The body must be a JSON object whose externalTenantId is the one in the path.");
        }
        String correlationId = Optional.ofNullable(givenCorrelationId)
                .filter(given -> CORRELATION_ID.matcher(given).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
        MDC.put("correlationId", correlationId);
        MDC.put("externalTenantId", externalTenantId);
        return switch (QuarkusTransaction.requiringNew().call(() -> intake.take(body, correlationId))) {
            case Intake.Taken.Accepted accepted -> answer(accepted);
            case Intake.Taken.Refused refused -> Problem.refused(refused.reasons());
            case Intake.Taken.Unanswerable unanswerable -> Problem.refused(unanswerable.reasons());
        };
    }

    private Response answer(Intake.Taken.Accepted accepted) throws InterruptedException {
        long patientUntil = System.nanoTime() + config.answerWait().toNanos();
        while (waits(accepted) && System.nanoTime() - patientUntil < 0) {
            Thread.sleep(GLANCE);
        }
        OnboardingOrder.State end = QuarkusTransaction.requiringNew().call(() -> state(accepted));
        ClientStatus status = QuarkusTransaction.requiringNew()
                .call(() -> reader.status(accepted.externalTenantId()))
                .orElseThrow();
        return switch (end) {
            case WAITING -> Response.accepted(EventJson.write(status)).build();
            case ANSWERED -> Response.ok(EventJson.write(status)).build();
            case REFUSED -> Problem.refused(status.requestRefusals());
        };
    }

    private boolean waits(Intake.Taken.Accepted accepted) {
        return QuarkusTransaction.requiringNew().call(() -> state(accepted)) == OnboardingOrder.State.WAITING;
    }

    private OnboardingOrder.State state(Intake.Taken.Accepted accepted) {
        return orders.byRequestId(accepted.onboardingRequestId()).orElseThrow().state;
    }

    private static Optional<String> tenantIn(byte[] body) {
        try {
            return Optional.ofNullable(EventJson.read(body, JsonNode.class).get("externalTenantId"))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue);
        } catch (UnreadableValue notJson) {
            return Optional.empty();
        }
    }
}
