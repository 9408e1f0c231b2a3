package dev.recoup.debitura;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many more clients than tokens are kept for: 100,000 against 500. */
@QuarkusTest
@TestProfile(ManyClientsTest.FewTokens.class)
@WithTestResource(FreePorts.class)
class ManyClientsTest {

    private static final int CLIENTS = 100_000;
    private static final int CALLERS = 16;

    /** A small cache. */
    public static class FewTokens implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("recoup.debitura.tokens.maximum-clients", "500");
        }
    }

    @Inject
    ClientTokens tokens;

    @Inject
    DebituraConfig config;

    @Inject
    MeterRegistry meters;

    private final AtomicInteger minted = new AtomicInteger();
    private final Set<Integer> connections = ConcurrentHashMap.newKeySet();
    private HttpServer server;

    @BeforeAll
    static void count_for_real() {
        Metrics.addRegistry(new SimpleMeterRegistry());
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(
                new InetSocketAddress(
                        config.referralUrl().getHost(), config.referralUrl().getPort()),
                0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/oauth/token", exchange -> {
            try (exchange) {
                minted.incrementAndGet();
                connections.add(exchange.getRemoteAddress().getPort());
                var asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                var tenant = asked.replaceAll(".*:\"(.*)\"}", "$1");
                var answer = "{\"accessToken\":\"token-of-" + tenant + "\",\"expiresIn\":1800}";
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, answer.length());
                exchange.getResponseBody().write(answer.getBytes(StandardCharsets.US_ASCII));
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void tokens_connections_and_threads_stay_few_and_no_client_gets_the_token_of_another() throws Exception {
        tokenOf("warm-up");
        var threads = Thread.getAllStackTraces().size();
        var wrong = new AtomicInteger();

        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> walks = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                var first = caller;
                walks.add(callers.submit(() -> {
                    for (int client = first; client < CLIENTS; client += CALLERS) {
                        if (!tokenOf("many-" + client).equals("Bearer token-of-many-" + client)) {
                            wrong.incrementAndGet();
                        }
                    }
                }));
            }
            for (Future<?> walk : walks) {
                walk.get();
            }
        }

        assertThat(wrong).hasValue(0);
        assertThat(minted).hasValue(CLIENTS + 1);
        await().untilAsserted(() -> {
            tokenOf("warm-up");
            assertThat(meters.get("recoup.debitura.tokens.cached").gauge().value())
                    .isLessThanOrEqualTo(500);
        });
        assertThat(connections).hasSizeLessThanOrEqualTo(CALLERS * 2);
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces()).hasSizeLessThanOrEqualTo(threads + CALLERS));
    }

    private String tokenOf(String tenant) {
        return tokens.tokenFor(DebituraCall.customer("getMe", tenant)).bearer();
    }
}
