package dev.recoup.ingest.receive;

import dev.recoup.events.EventJson;
import dev.recoup.messaging.problem.Problem;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.core.Response.Status;
import java.util.Locale;

/** Why a delivery is not accepted. Never 410, which would end the subscription (guide 13). */
enum Refusal {
    UNKNOWN_SUBSCRIPTION(
            Status.NOT_FOUND, "No such subscription: the last segment of the URL must name a configured one."),
    METHOD_NOT_ALLOWED(Status.METHOD_NOT_ALLOWED, "Webhooks are delivered with POST."),
    BODY_TOO_LARGE(Status.REQUEST_ENTITY_TOO_LARGE, "The body is larger than this endpoint takes."),
    BODY_BROKEN(Status.BAD_REQUEST, "The body did not arrive whole; send it again."),
    BODY_TOO_SLOW(Status.REQUEST_TIMEOUT, "The body did not arrive in time; send it again."),
    SIGNATURE_MISSING(Status.UNAUTHORIZED, "The header X-Debitura-Signature is missing."),
    SIGNATURE_MALFORMED(
            Status.UNAUTHORIZED, "The header X-Debitura-Signature must read t=<unix seconds>,v1=<64 hex digits>."),
    SIGNATURE_TOO_OLD(Status.UNAUTHORIZED, "The signature's timestamp is too old."),
    SIGNATURE_IN_FUTURE(Status.UNAUTHORIZED, "The signature's timestamp lies in the future."),
    SIGNATURE_WRONG(
            Status.UNAUTHORIZED,
            "The signature does not match: HMAC-SHA256 over \"<t>.<raw body>\" with the Base64-decoded secret."),
    OVERLOADED(Status.SERVICE_UNAVAILABLE, "Too much is waiting to be stored; send it again later."),
    NOT_STORED(Status.SERVICE_UNAVAILABLE, "The event could not be stored; send it again later.");

    private final Status status;
    private final Buffer problem;

    Refusal(Status status, String detail) {
        this.status = status;
        this.problem = Buffer.buffer(EventJson.write(Problem.of(status, detail)));
    }

    Status status() {
        return status;
    }

    /** Returns the body of the answer, {@link Problem#MEDIA_TYPE}. */
    Buffer problem() {
        return problem;
    }

    /** Returns the value of the metrics' tag {@code reason}. */
    String metricTag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
