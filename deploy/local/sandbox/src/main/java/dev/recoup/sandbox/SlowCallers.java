package dev.recoup.sandbox;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hangs up on callers who take too long to send a request, however steadily they drip: an idle timeout alone would
 * wait for them for ever.
 *
 * <p>A connection is looked at every now and then: a request whose body is not complete is given so much time, and a
 * connection on which no request comes, however far its headers are, twice as much. Requests that wait for their answer
 * are left alone.
 */
final class SlowCallers {

    private static final int LOOKS_PER_PATIENCE = 4;
    private static final int QUIET_PATIENCES = 2;

    private record Sending(HttpServerRequest request, long sinceNanos) {}

    /** What one connection is doing. */
    private static final class Line {
        private final Deque<Sending> sending = new ArrayDeque<>();
        private Optional<HttpServerRequest> latest = Optional.empty();
        private long quietSinceNanos = System.nanoTime();

        void begin(HttpServerRequest request) {
            forgetComplete();
            sending.add(new Sending(request, System.nanoTime()));
            latest = Optional.of(request);
            quietSinceNanos = System.nanoTime();
        }

        private void forgetComplete() {
            while (!sending.isEmpty() && sending.peek().request().isEnded()) {
                sending.poll();
            }
        }

        boolean isTooSlow(long patienceNanos) {
            long now = System.nanoTime();
            forgetComplete();
            if (!sending.isEmpty()) {
                return now - sending.peek().sinceNanos() > patienceNanos;
            }
            if (latest.filter(request -> !request.response().ended()).isPresent()) {
                quietSinceNanos = now;
            }
            return now - quietSinceNanos > QUIET_PATIENCES * patienceNanos;
        }
    }

    private final long patienceNanos;
    private final Map<HttpConnection, Line> lines = new HashMap<>();

    SlowCallers(Vertx vertx, Duration patience) {
        this.patienceNanos = patience.toNanos();
        vertx.setPeriodic(Math.max(1, patience.toMillis() / LOOKS_PER_PATIENCE), unused -> look());
    }

    /** Has a server's connections watched; it must not listen yet. */
    HttpServer watch(HttpServer server, Handler<HttpServerRequest> requests) {
        return server.connectionHandler(this::open).requestHandler(request -> {
            begin(request);
            requests.handle(request);
        });
    }

    private void open(HttpConnection connection) {
        lines.put(connection, new Line());
        connection.closeHandler(closed -> lines.remove(connection));
    }

    private void begin(HttpServerRequest request) {
        Optional.ofNullable(lines.get(request.connection())).ifPresent(line -> line.begin(request));
    }

    private void look() {
        List.copyOf(lines.entrySet()).stream()
                .filter(entry -> entry.getValue().isTooSlow(patienceNanos))
                .map(Map.Entry::getKey)
                .forEach(HttpConnection::close);
    }
}
