package dev.recoup.sandbox.webhooks;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** How an attempt to deliver ended. */
sealed interface Outcome {

    int GONE = 410;

    /** The receiver answered. */
    record Answered(int status) implements Outcome {}

    /** The receiver did not answer. */
    record Unanswered(Trouble trouble) implements Outcome {}

    /** Why there is no answer, as the delivery log and the test operation say it (guide 13). */
    enum Trouble {
        UNREACHABLE("NetworkError", "Cannot reach endpoint"),
        TLS("SslError", "SSL/TLS certificate error"),
        TIMEOUT("TimeoutError", "Timeout after 10 s"),
        NETWORK("NetworkError", "Network error"),
        UNEXPECTED("UnknownError", "Unexpected error");

        private final String category;
        private final String message;

        Trouble(String category, String message) {
            this.category = category;
            this.message = message;
        }

        static Trouble of(Throwable cause) {
            return switch (cause) {
                case TimeoutException late -> TIMEOUT;
                case SSLException untrusted -> TLS;
                case ConnectException refused -> UNREACHABLE;
                case UnknownHostException unknown -> UNREACHABLE;
                case IOException broken -> NETWORK;
                case VertxException closed -> NETWORK;
                default -> UNEXPECTED;
            };
        }
    }

    default boolean isSuccess() {
        return switch (this) {
            case Answered(int status) -> status >= 200 && status <= 299;
            case Unanswered unanswered -> false;
        };
    }

    /** Returns the HTTP status; empty when there was no answer. */
    default Optional<Integer> answer() {
        return switch (this) {
            case Answered(int status) -> Optional.of(status);
            case Unanswered unanswered -> Optional.empty();
        };
    }

    /** Returns what went wrong in words; empty after a success. */
    default Optional<String> error() {
        return switch (this) {
            case Answered(int status) when isSuccess() -> Optional.empty();
            case Answered(int status) ->
                Optional.of("HTTP " + status + ": "
                        + HttpResponseStatus.valueOf(status).reasonPhrase());
            case Unanswered(Trouble trouble) -> Optional.of(trouble.message);
        };
    }

    /** Returns the kind of what went wrong; empty after a success. */
    default Optional<String> errorCategory() {
        return switch (this) {
            case Answered answered when isSuccess() -> Optional.empty();
            case Answered answered -> Optional.of("HttpError");
            case Unanswered(Trouble trouble) -> Optional.of(trouble.category);
        };
    }
}
