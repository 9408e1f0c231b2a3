package dev.recoup.debitura;

import static dev.recoup.debitura.WireServer.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.recoup.debitura.DebituraError.AnswerLost;
import dev.recoup.debitura.DebituraError.Unexplained;
import dev.recoup.debitura.DebituraError.UnreadableAnswer;
import dev.recoup.debitura.WireServer.Reaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that may come instead of an answer: always a typed error, never later than the timeout, nothing left behind. */
@QuarkusTest
@WithTestResource(FreePorts.class)
class BadAnswersTest {

    private static final AtomicInteger TENANTS = new AtomicInteger();
    private static final String ID = EveryOperation.ID.toString();

    /** Read timeout and connect timeout of the tests are one second each. */
    private static final Duration TIMEOUT_AND_A_BIT = Duration.ofMillis(1_900);

    @Inject
    EveryOperation operations;

    @Inject
    DebituraReferral referralApi;

    @Inject
    DebituraConfig config;

    private final String tenant = "bad-" + TENANTS.incrementAndGet();
    private WireServer referral;
    private WireServer customer;

    @BeforeEach
    void start() throws IOException {
        referral = new WireServer(config.referralUrl());
        customer = new WireServer(config.customerUrl());
        mint();
    }

    private void mint() {
        referral.on("POST /oauth/token", 200, "{\"accessToken\":\"t\",\"expiresIn\":1800}");
    }

    @AfterEach
    void stop() {
        referral.close();
        customer.close();
    }

    private Map<String, Function<String, Object>> all() {
        var all = new LinkedHashMap<String, Function<String, Object>>();
        operations.ofReferralApi().forEach((id, call) -> all.put("referral " + id, call));
        operations.ofCustomerApi().forEach((id, call) -> all.put("customer " + id, call));
        return all;
    }

    // ---- each operation

    @Test
    void every_operation_is_tried_here_and_sends_every_parameter_of_its_document() {
        referral.onEverythingElse(_ -> say(500, ""));
        customer.onEverythingElse(_ -> say(500, ""));

        sendsEverything("referral-partner-api.yaml", operations.ofReferralApi(), referral, "createAccessToken");
        sendsEverything("customer-api.yaml", operations.ofCustomerApi(), customer, "");
    }

    private void sendsEverything(
            String name, Map<String, Function<String, Object>> calls, WireServer server, String elsewhere) {
        var missing = new ArrayList<String>();
        var untried = new TreeSet<String>();
        for (JsonNode item : document(name).path("paths")) {
            for (JsonNode operation : item) {
                var id = operation.path("operationId").asText();
                if (id.isEmpty() || id.equals(elsewhere)) {
                    continue;
                }
                if (!calls.containsKey(id)) {
                    untried.add(id);
                    continue;
                }
                server.forget();
                server.onEverythingElse(_ -> say(500, ""));
                mint();
                attempt(calls.get(id));
                var query = "&" + server.requests().getLast().query();
                for (JsonNode list : List.of(item.path("parameters"), operation.path("parameters"))) {
                    for (JsonNode parameter : list) {
                        var resolved = resolved(name, parameter);
                        if (resolved.path("in").asText().equals("query")
                                && !query.contains("&" + resolved.path("name").asText() + "=")) {
                            missing.add(id + " " + resolved.path("name").asText());
                        }
                    }
                }
            }
        }
        assertThat(untried).isEmpty();
        assertThat(missing).isEmpty();
    }

    private static JsonNode resolved(String name, JsonNode node) {
        return node.has("$ref") ? document(name).at(node.path("$ref").asText().substring(1)) : node;
    }

    private static JsonNode document(String name) {
        try (var in = BadAnswersTest.class.getResourceAsStream("/openapi/" + name)) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "200|application/json|{\"error\":\"internal\",\"message\":\"no\",\"businessErrors\":[]}",
                "200|application/json|{\"id\":\"ID\",\"businessErrors\":[{\"type\":\"CreditorBlocked\"}]}",
                "200|application/json|{\"type\":\"about:blank\",\"title\":\"Conflict\",\"status\":500,\"detail\":\"-\"}",
                "200|application/json|<html>Maintenance</html>",
                "200|text/html|<html>Maintenance</html>",
                "201|text/html; charset=utf-8|{\"id\":\"ID\"}",
                "202|application/xml|<Error/>",
            },
            delimiter = '|')
    void a_success_status_with_anything_but_the_answer_is_an_unreadable_answer(
            int status, String contentType, String body) {
        Reaction reaction = new Reaction.Say(status, body.replace("ID", ID), Map.of("Content-Type", contentType));

        everywhere(reaction, new UnreadableAnswer(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"6f0c2a54", "[{\"id\":", "{}", "null", "\"text\"", "17"})
    void a_success_status_with_broken_or_meaningless_json_is_an_unreadable_answer(String body) {
        everywhere(say(200, body), new UnreadableAnswer(200), ANSWERLESS);
    }

    /** Operations that answer nothing: what is no error and no page does not matter there. */
    private static final List<String> ANSWERLESS = List.of(
            "referral deleteWebhook",
            "referral withdrawClient",
            "referral resetClient",
            "referral uploadCaseFile",
            "customer deleteDivision",
            "customer deleteWebhook",
            "customer deleteTestCase",
            "customer deleteTestCasesByTag");

    private void everywhere(Reaction reaction, DebituraError expected) {
        everywhere(reaction, expected, List.of());
    }

    private void everywhere(Reaction reaction, DebituraError expected, List<String> except) {
        referral.onEverythingElse(_ -> reaction);
        customer.onEverythingElse(_ -> reaction);
        var softly = new SoftAssertions();
        all().forEach((id, call) -> {
            if (!except.contains(id)) {
                softly.assertThat(attempt(call)).as(id).isEqualTo(expected);
            }
        });
        softly.assertAll();
    }

    /** The error that a call ended with, however it says so. */
    private Object attempt(Function<String, Object> call) {
        try {
            return switch (call.apply(tenant)) {
                case SubmissionOutcome.Unknown unknown -> unknown.error();
                case OnboardingOutcome.Unavailable unavailable -> unavailable.error();
                case Object answer -> answer;
            };
        } catch (DebituraException failed) {
            return failed.error();
        }
    }

    @Test
    void an_answer_with_empty_marks_of_an_error_is_an_answer() {
        referral.on("GET /me", 200, "{\"shortName\":\"acme\",\"error\":\"\",\"businessErrors\":[],\"title\":null}");

        assertThat(referralApi.me().shortName()).isEqualTo("acme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/json", "text/plain; charset=utf-8", "application/problem+json"})
    void json_under_a_neighbouring_content_type_is_read(String contentType) {
        referral.on(
                "GET /me", _ -> new Reaction.Say(200, "{\"shortName\":\"acme\"}", Map.of("Content-Type", contentType)));

        assertThat(referralApi.me().shortName()).isEqualTo("acme");
    }

    // ---- too long, too slow, cut off

    @ParameterizedTest
    @ValueSource(ints = {200, 500})
    void ten_megabytes_are_not_read(int status) {
        var reaction = say(status, "{\"shortName\":\"" + "x".repeat(10_000_000) + "\"}");
        referral.on("GET /me", _ -> reaction);
        referral.on("DELETE /v1/Webhooks/" + ID, _ -> reaction);

        var expected = status == 200 ? new UnreadableAnswer(200) : new Unexplained(500);
        assertThat(attempt(_ -> referralApi.me())).isEqualTo(expected);
        assertThat(attempt(operations.ofReferralApi().get("deleteWebhook"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 422, 500})
    void an_answer_that_drips_ends_with_the_read_timeout_and_its_connection_is_closed(int status) throws Exception {
        var noticed = new CountDownLatch(1);
        try (var _ = new RawServer(socket -> {
            write(
                    socket,
                    "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
            drip(socket, noticed);
        })) {
            endsInTime(new AnswerLost());
        }
        assertThat(noticed.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void headers_that_drip_end_with_the_read_timeout_and_their_connection_is_closed() throws Exception {
        var noticed = new CountDownLatch(1);
        try (var _ = new RawServer(socket -> {
            write(socket, "HTTP/1.1 200 OK\r\nX-Slow: ");
            drip(socket, noticed);
        })) {
            endsInTime(new AnswerLost());
        }
        assertThat(noticed.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_reset_before_the_answer_loses_it() throws Exception {
        try (var _ = new RawServer(BadAnswersTest::reset)) {
            endsInTime(new AnswerLost());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404, 422, 500})
    void a_reset_in_the_middle_of_the_answer_loses_it(int status) throws Exception {
        try (var _ = new RawServer(socket -> {
            write(
                    socket,
                    "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
            reset(socket);
        })) {
            endsInTime(new AnswerLost());
        }
    }

    @Test
    void an_answer_shorter_than_it_says_is_lost() throws Exception {
        try (var _ = new RawServer(socket -> {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"shortName\":\"acme\"}");
            socket.close();
        })) {
            endsInTime(new AnswerLost());
        }
    }

    @Test
    void what_is_not_http_is_lost() throws Exception {
        try (var _ = new RawServer(socket -> {
            write(socket, "220 mail.example ESMTP\r\n\r\n");
            socket.close();
        })) {
            endsInTime(new AnswerLost());
        }
    }

    @Test
    void a_token_that_drips_is_not_waited_for_and_the_next_caller_mints_anew() throws Exception {
        customer.on("GET /cases/" + ID, 200, "{\"id\":\"" + ID + "\"}");
        var noticed = new CountDownLatch(1);
        var call = operations.ofCustomerApi().get("getCase");
        try (var _ = new RawServer(socket -> {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
            drip(socket, noticed);
        })) {
            assertThat(attempt(call)).isEqualTo(new DebituraError.NotMinted(new AnswerLost()));
        }
        referral = new WireServer(config.referralUrl());
        mint();

        assertThat(call.apply(tenant)).asString().contains(ID);
    }

    @Test
    void a_token_in_an_answer_that_is_too_long_is_not_taken() {
        customer.on("GET /cases/" + ID, 200, "{\"id\":\"" + ID + "\"}");
        referral.on(
                "POST /oauth/token",
                200,
                "{\"accessToken\":\"t\",\"expiresIn\":1800,\"padding\":\"" + "a".repeat(config.maximumAnswerBytes())
                        + "\"}");
        var call = operations.ofCustomerApi().get("getCase");
        assertThat(attempt(call)).isEqualTo(new DebituraError.NotMinted(new AnswerLost()));

        mint();
        assertThat(call.apply(tenant)).asString().contains(ID);
    }

    private void endsInTime(DebituraError expected) {
        var started = System.nanoTime();
        assertThatThrownBy(() -> referralApi.me())
                .asInstanceOf(type(DebituraException.class))
                .extracting(DebituraException::error)
                .isEqualTo(expected);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(TIMEOUT_AND_A_BIT);
    }

    @Test
    void no_thread_is_left_behind() throws Exception {
        var reactions =
                List.<Conversation>of(BadAnswersTest::reset, socket -> drip(socket, new CountDownLatch(1)), socket -> {
                    write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
                    drip(socket, new CountDownLatch(1));
                });
        goThrough(reactions);
        var before = threads();

        goThrough(reactions);
        goThrough(reactions);

        await().untilAsserted(() -> assertThat(threads()).isLessThanOrEqualTo(before));
    }

    /** All threads but those of the waiting test itself and the carriers of virtual ones. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("awaitility"))
                .filter(thread -> !thread.getName().startsWith("ForkJoinPool"))
                .count();
    }

    private void goThrough(List<Conversation> reactions) throws Exception {
        for (Conversation reaction : reactions) {
            try (var _ = new RawServer(reaction)) {
                assertThat(attempt(_ -> referralApi.me())).isEqualTo(new AnswerLost());
            }
        }
    }

    private interface Conversation {
        void with(Socket socket) throws IOException, InterruptedException;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** One byte after the other until the other side has had enough. */
    private static void drip(Socket socket, CountDownLatch noticed) throws InterruptedException {
        try {
            for (int n = 0; n < 95; n++) {
                write(socket, "a");
                Thread.sleep(100);
            }
        } catch (IOException closed) {
            noticed.countDown();
        }
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Takes the place of the Referral API and answers byte by byte. */
    private final class RawServer implements AutoCloseable {

        private final ServerSocket server;

        RawServer(Conversation conversation) throws IOException {
            referral.close();
            server = await().ignoreException(BindException.class)
                    .until(
                            () -> new ServerSocket(
                                    config.referralUrl().getPort(), 10, InetAddress.getLoopbackAddress()),
                            any -> true);
            Thread.startVirtualThread(() -> {
                while (!server.isClosed()) {
                    try {
                        var socket = server.accept();
                        Thread.startVirtualThread(() -> converse(socket, conversation));
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
        }

        private void converse(Socket socket, Conversation conversation) {
            try (socket) {
                socket.getInputStream().read(new byte[8192]);
                conversation.with(socket);
            } catch (IOException | InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
