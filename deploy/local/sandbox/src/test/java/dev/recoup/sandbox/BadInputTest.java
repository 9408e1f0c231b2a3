package dev.recoup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.RunningSandbox.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BadInputTest {

    private static final String TOKEN = "/oauth/token";
    private static final String HEAD = "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nXApiKey: " + RunningSandbox.KEY
            + "\r\nContent-Type: application/json\r\n";

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox("--request-timeout", "1");

    private final List<LogRecord> complaints = new CopyOnWriteArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord complaint) {
            if (complaint.getLevel().intValue() >= Level.WARNING.intValue()
                    && !complaint.getLoggerName().contains("BlockedThreadChecker")) {
                complaints.add(complaint);
            }
        }

        @Override
        public void flush() {
            // nothing is held
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    @BeforeEach
    void listen() {
        SANDBOX.control("/reset", "");
        Logger.getLogger("").addHandler(listener);
    }

    @AfterEach
    void the_sandbox_is_well_and_has_complained_of_nothing() {
        Logger.getLogger("").removeHandler(listener);
        assertThat(SANDBOX.referral("/me").status()).isEqualTo(200);
        assertThat(complaints).isEmpty();
        SANDBOX.state()
                .get("violations")
                .forEach(violation -> assertThat(violation.get("side").asText()).isEqualTo("request"));
    }

    private static Socket connect() throws IOException {
        URI address = URI.create(SANDBOX.referralUrl());
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static Reply mint(String body, String contentType) {
        return SANDBOX.send(
                "POST",
                SANDBOX.referralUrl() + TOKEN,
                body,
                Map.of("XApiKey", RunningSandbox.KEY, "Content-Type", contentType));
    }

    @Test
    void what_is_not_json_gets_problem_details() {
        assertThat(mint("{\"externalTenantId\":\"a", "application/json")
                        .json(400)
                        .has("title"))
                .isTrue();
        assertThat(mint("<html><body>Bad gateway</body></html>", "text/html")
                        .json(400)
                        .has("title"))
                .isTrue();
        assertThat(mint("<html></html>", "application/json").json(400).has("title"))
                .isTrue();
        assertThat(mint("[".repeat(100_000), "application/json").json(400).has("title"))
                .isTrue();
        assertThat(mint("\u0000\u0001", "application/json").json(400).has("title"))
                .isTrue();
        assertThat(SANDBOX.state().get("violations")).hasSize(5);
    }

    @Test
    void a_body_of_ten_megabytes_is_refused() {
        String huge = "{\"externalTenantId\":\"" + "a".repeat(10 * 1024 * 1024) + "\"}";
        assertThat(mint(huge, "application/json").json(400).get("detail").asText())
                .isEqualTo("The request is too big");
    }

    @Test
    void a_number_of_endless_size_is_refused_at_once() {
        String token = SANDBOX.readyClient("endless");
        String claim = RunningSandbox.claim("ENDLESS", "FR", "1e999999999", "");
        assertThat(SANDBOX.submit(token, "e", claim).json(400).has("title")).isTrue();
    }

    @Test
    void content_that_breaks_a_rule_is_a_refusal_and_no_violation() {
        String body = RunningSandbox.onboarding("x", "x@x.example", "").replace("Nordwind Handel GmbH", "");
        JsonNode errors = SANDBOX.referral("POST", "/clients", body.replace("x@x.example", "no address"))
                .json(400);

        assertThat(errors.has("client.supportEmail")).isTrue();
        assertThat(SANDBOX.state().get("violations")).isEmpty();
        assertThat(SANDBOX.state().get("refusals")).hasSize(1);
        assertThat(SANDBOX.state().at("/refusals/0/operation").asText()).isEqualTo("referral.createClient");
    }

    @Test
    void malformed_paths_and_queries_are_refused() throws IOException {
        for (String path :
                List.of("/clients/%zz", "/clients?Page=%zz", "/clients?Page=99999999999", "/clients?Page=-1")) {
            try (Socket socket = connect()) {
                write(socket, "GET " + path + " HTTP/1.1\r\nHost: a\r\nXApiKey: " + RunningSandbox.KEY + "\r\n\r\n");
                byte[] line = socket.getInputStream().readNBytes(12);
                assertThat(new String(line, StandardCharsets.US_ASCII)).as(path).isEqualTo("HTTP/1.1 400");
            }
        }
    }

    @Test
    void a_caller_who_drips_a_body_is_hung_up_on() throws IOException {
        try (Socket socket = connect()) {
            write(socket, HEAD + "Content-Length: 1000\r\n\r\n{");
            await().until(() -> isHungUp(socket, "\""));
        }
    }

    @Test
    void a_caller_who_drips_headers_is_hung_up_on() throws IOException {
        try (Socket socket = connect()) {
            write(socket, HEAD + "X-Slow: ");
            await().until(() -> isHungUp(socket, "a"));
        }
    }

    /** Writes a little more; a connection that is closed at the other end answers with an error sooner or later. */
    private static boolean isHungUp(Socket socket, String more) throws IOException {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(more.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return false;
        } catch (SocketException closed) {
            return true;
        }
    }

    @Test
    void callers_who_hang_up_in_the_middle_leave_nothing_behind() throws IOException {
        for (int count = 0; count < 20; count++) {
            try (Socket socket = connect()) {
                socket.setSoLinger(true, 0);
                write(socket, HEAD + "Content-Length: 1000\r\n\r\n{\"external");
            }
        }
        assertThat(SANDBOX.referral("/me").status()).isEqualTo(200);
        assertThat(SANDBOX.state().get("violations")).isEmpty();
        assertThat(SANDBOX.state().get("requests").has("referral.createAccessToken"))
                .isFalse();
    }

    @Test
    void a_slow_answer_is_not_taken_for_a_slow_caller() {
        SANDBOX.control("/faults", "{\"operation\":\"getMe\",\"kind\":\"latency\",\"latencyMs\":2500}");
        assertThat(SANDBOX.referral("/me").status()).isEqualTo(200);
    }
}
