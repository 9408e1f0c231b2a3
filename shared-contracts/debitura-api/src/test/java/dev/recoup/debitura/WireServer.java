package dev.recoup.debitura;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A real HTTP server whose answers a test scripts by method and raw path, and which remembers what it was asked. */
final class WireServer implements AutoCloseable {

    record Request(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> String.join(",", header.getValue()))
                    .findFirst()
                    .orElse(null);
        }
    }

    sealed interface Reaction {
        record Say(int status, String body, Map<String, String> headers) implements Reaction {}

        record HangUp() implements Reaction {}

        record StaySilent() implements Reaction {}
    }

    private final HttpServer server;
    private final Map<String, Function<Request, Reaction>> script = new ConcurrentHashMap<>();
    private volatile Function<Request, Reaction> everythingElse = _ -> say(599, "{\"error\":\"not scripted\"}");
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    WireServer(URI at) throws IOException {
        server = await().ignoreException(BindException.class)
                .until(() -> HttpServer.create(new InetSocketAddress(at.getHost(), at.getPort()), 0), any -> true);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    static Reaction say(int status, String body) {
        return new Reaction.Say(status, body, Map.of());
    }

    void on(String methodAndPath, Function<Request, Reaction> reaction) {
        script.put(methodAndPath, reaction);
    }

    /** Reacts to whatever is not scripted. */
    void onEverythingElse(Function<Request, Reaction> reaction) {
        everythingElse = reaction;
    }

    void on(String methodAndPath, int status, String body) {
        on(methodAndPath, _ -> say(status, body));
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    Request only() {
        if (requests.size() != 1) {
            throw new AssertionError("expected one request, not " + requests.size());
        }
        return requests.getFirst();
    }

    void forget() {
        script.clear();
        requests.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            var request = new Request(
                    exchange.getRequestMethod(),
                    uri.getRawPath(),
                    uri.getRawQuery(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    exchange.getRequestBody().readAllBytes());
            requests.add(request);
            var reaction = script.getOrDefault(request.method() + " " + request.path(), everythingElse)
                    .apply(request);
            switch (reaction) {
                case Reaction.Say(var status, var body, var headers) -> {
                    headers.forEach(exchange.getResponseHeaders()::set);
                    exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json"));
                    var bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
                case Reaction.HangUp() -> {}
                case Reaction.StaySilent() -> waitUntilNobodyCares();
            }
        }
    }

    private static void waitUntilNobodyCares() {
        try {
            Thread.currentThread().join(java.time.Duration.ofSeconds(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
