package dev.recoup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Receivers that answer in no good way, as the test operation and the log name them. */
class ReceiverTroubleTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private static final Map<String, String> CREDITOR =
            Map.of("XApiKey", "sandbox-creditor-key", "Content-Type", "application/json");
    private static final char[] PASSWORD = "changeit".toCharArray();

    private static JsonNode probe(String url) {
        String id = SANDBOX.customerWith(
                        CREDITOR, "POST", "/webhooks", "{\"url\":\"%s\",\"events\":[\"case.created\"]}".formatted(url))
                .json(201)
                .get("id")
                .asText();
        return SANDBOX.customerWith(CREDITOR, "POST", "/webhooks/" + id + "/test", "")
                .json(200);
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused(@TempDir Path folder) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned(folder.resolve("keys.p12"))));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            JsonNode told = probe("https://127.0.0.1:" + server.getAddress().getPort() + "/");

            assertThat(told.get("success").asBoolean()).isFalse();
            assertThat(told.get("httpStatusCode").isNull()).isTrue();
            assertThat(told.get("errorCategory").asText()).isEqualTo("SslError");
            assertThat(told.get("errorMessage").asText()).isEqualTo("SSL/TLS certificate error");
        } finally {
            server.stop(0);
        }
    }

    private static SSLContext selfSigned(Path keys) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=IP:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stored = Files.newInputStream(keys)) {
            store.load(stored, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void a_connection_that_breaks_is_a_network_error() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(server, ""));

            JsonNode told = probe("http://127.0.0.1:" + server.getLocalPort() + "/");

            assertThat(told.get("errorCategory").asText()).isEqualTo("NetworkError");
            assertThat(told.get("errorMessage").asText()).isEqualTo("Network error");
        }
    }

    @Test
    void an_answer_that_is_no_http_is_unexpected() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(server, "GOOD MORNING\r\n\r\n"));

            JsonNode told = probe("http://127.0.0.1:" + server.getLocalPort() + "/");

            assertThat(told.get("errorCategory").asText()).isEqualTo("UnknownError");
            assertThat(told.get("errorMessage").asText()).isEqualTo("Unexpected error");
        }
    }

    /** Reads the beginning of one request, says something and hangs up. */
    private static void answer(ServerSocket server, String words) {
        try (Socket caller = server.accept()) {
            caller.getInputStream().read(new byte[8192]);
            caller.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
            caller.getOutputStream().flush();
        } catch (IOException gone) {
            // the sandbox says what became of it
        }
    }
}
