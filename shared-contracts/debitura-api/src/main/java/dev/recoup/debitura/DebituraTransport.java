package dev.recoup.debitura;

import com.fasterxml.jackson.databind.JavaType;
import dev.recoup.debitura.limits.BudgetExhausted;
import dev.recoup.debitura.limits.CallBudget;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Makes one call: reads the answer, turns everything else into a {@link DebituraException}, and measures. The timer
 * {@code recoup.debitura.calls} is labelled with api, operation and outcome, never with a client.
 */
@Singleton
class DebituraTransport {

    private static final byte[] NOTHING = new byte[0];

    private final MeterRegistry meters;
    private final CallBudget budget;

    DebituraTransport(MeterRegistry meters, CallBudget budget) {
        this.meters = meters;
        this.budget = budget;
    }

    /** An answer with a success status. */
    record Answer<T>(int status, T body) {}

    <T> T call(DebituraCall call, JavaType type, Supplier<Response> send) {
        return this.<T>exchange(call, type, send).body();
    }

    <T> Answer<T> exchange(DebituraCall call, JavaType type, Supplier<Response> send) {
        return received(call, send, (status, body) -> DebituraJson.<T>answer(body, type)
                .map(answer -> new Answer<>(status, answer)));
    }

    void callWithoutAnswer(DebituraCall call, Supplier<Response> send) {
        received(
                call,
                send,
                (status, body) -> DebituraJson.isNoAnswer(body) ? Optional.<Integer>empty() : Optional.of(status));
    }

    /** Reads what came with a success status; empty if it is not what the operation answers. */
    private interface Reader<T> {
        Optional<T> read(int status, byte[] body);
    }

    private <T> T received(DebituraCall call, Supplier<Response> send, Reader<T> reader) {
        awaitTurn(call);
        return measured(call, () -> {
            try (Response response = send.get()) {
                var status = response.getStatus();
                var body = body(response);
                if (status < 200 || status > 299) {
                    throw new DebituraException(
                            call, ErrorReader.read(status, body.orElse(NOTHING), retryAfter(response)));
                }
                return body.filter(_ -> isNoPage(response))
                        .flatMap(bytes -> reader.read(status, bytes))
                        .orElseThrow(() -> new DebituraException(call, new DebituraError.UnreadableAnswer(status)));
            } catch (DebituraException failed) {
                throw failed;
            } catch (RuntimeException fault) {
                // The HTTP client throws more than it says when what comes is not HTTP.
                throw new DebituraException(call, fault(fault));
            }
        });
    }

    private void awaitTurn(DebituraCall call) {
        try {
            budget.await(call.lane());
        } catch (BudgetExhausted exhausted) {
            throw new DebituraException(call, new DebituraError.RateLimited(exhausted.retryAfter()));
        }
    }

    /** The body, empty if it is too long to be read. */
    private static Optional<byte[]> body(Response response) {
        try {
            return Optional.of(
                    Optional.ofNullable(response.readEntity(byte[].class)).orElse(NOTHING));
        } catch (ProcessingException fault) {
            if (fault.getCause() instanceof AnswerLimits.AnswerTooLong) {
                return Optional.empty();
            }
            throw fault;
        }
    }

    /** A page for humans or an image is no answer, whatever its status says; a missing content type says nothing. */
    private static boolean isNoPage(Response response) {
        var type = Optional.ofNullable(response.getHeaderString(HttpHeaders.CONTENT_TYPE))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        return type.isBlank() || type.contains("json") || type.startsWith("text/plain");
    }

    /** Turns a 404 into an empty look-up. */
    static <T> Optional<T> unlessNotFound(Supplier<T> lookUp) {
        try {
            return Optional.of(lookUp.get());
        } catch (DebituraException failed) {
            if (failed.status().orElse(0) == Response.Status.NOT_FOUND.getStatusCode()) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private <T> T measured(DebituraCall call, Supplier<T> work) {
        var started = System.nanoTime();
        try {
            var result = work.get();
            record(call, Optional.empty(), System.nanoTime() - started);
            return result;
        } catch (DebituraException failed) {
            record(call, Optional.of(failed.error()), System.nanoTime() - started);
            throw failed;
        }
    }

    /** Counts one finished call into the timer; one that was too much pauses all further ones. */
    void record(DebituraCall call, Optional<DebituraError> error, long nanos) {
        if (error.orElse(null) instanceof DebituraError.RateLimited limited) {
            budget.pause(limited.retryAfter());
        }
        Timer.builder("recoup.debitura.calls")
                .description("Calls to Debitura")
                .tag("api", call.api().name().toLowerCase(Locale.ROOT))
                .tag("operation", call.operation())
                .tag("outcome", error.map(DebituraTransport::outcome).orElse("success"))
                .register(meters)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private static Optional<String> retryAfter(Response response) {
        return Optional.ofNullable(response.getHeaderString(HttpHeaders.RETRY_AFTER));
    }

    /** Only a connection that was never made proves that nothing was sent. */
    static DebituraError fault(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) {
                return new DebituraError.NotConnected();
            }
        }
        return new DebituraError.AnswerLost();
    }

    private static String outcome(DebituraError error) {
        return switch (error) {
            case DebituraError.InvalidFields _ -> "invalid_fields";
            case DebituraError.BusinessRules _ -> "business_rules";
            case DebituraError.LinkConflict _ -> "conflict";
            case DebituraError.RateLimited _ -> "rate_limited";
            case DebituraError.Problem problem -> "status_" + problem.status();
            case DebituraError.Unexplained unexplained -> "status_" + unexplained.status();
            case DebituraError.ClientNotLinked _ -> "client_not_linked";
            case DebituraError.NotMinted _ -> "not_minted";
            case DebituraError.UnreadableAnswer _ -> "unreadable_answer";
            case DebituraError.NotConnected _ -> "not_connected";
            case DebituraError.AnswerLost _ -> "answer_lost";
            case DebituraError.TestEnvironmentOnly _ -> "test_environment_only";
        };
    }
}
