package dev.recoup.debitura;

import com.fasterxml.jackson.databind.JavaType;
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

    private final MeterRegistry meters;

    DebituraTransport(MeterRegistry meters) {
        this.meters = meters;
    }

    /** An answer with a success status. */
    record Answer<T>(int status, T body) {}

    <T> T call(DebituraCall call, JavaType type, Supplier<Response> send) {
        return this.<T>exchange(call, type, send).body();
    }

    <T> Answer<T> exchange(DebituraCall call, JavaType type, Supplier<Response> send) {
        return measured(call, () -> {
            try (Response response = send.get()) {
                var status = response.getStatus();
                var body =
                        Optional.ofNullable(response.readEntity(byte[].class)).orElseGet(() -> new byte[0]);
                if (status < 200 || status > 299) {
                    throw new DebituraException(call, ErrorReader.read(status, body, retryAfter(response)));
                }
                return new Answer<>(
                        status,
                        DebituraJson.<T>read(body, type)
                                .orElseThrow(
                                        () -> new DebituraException(call, new DebituraError.UnreadableAnswer(status))));
            } catch (ProcessingException fault) {
                throw new DebituraException(call, fault(fault));
            }
        });
    }

    void callWithoutAnswer(DebituraCall call, Supplier<Response> send) {
        measured(call, () -> {
            try (Response response = send.get()) {
                var status = response.getStatus();
                if (status < 200 || status > 299) {
                    var body = Optional.ofNullable(response.readEntity(byte[].class))
                            .orElseGet(() -> new byte[0]);
                    throw new DebituraException(call, ErrorReader.read(status, body, retryAfter(response)));
                }
                return status;
            } catch (ProcessingException fault) {
                throw new DebituraException(call, fault(fault));
            }
        });
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

    /** Counts one finished call into the timer. */
    void record(DebituraCall call, Optional<DebituraError> error, long nanos) {
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
