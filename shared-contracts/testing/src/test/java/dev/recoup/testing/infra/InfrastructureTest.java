package dev.recoup.testing.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfrastructureTest {

    private static final List<String> IMAGES = List.of("apache/kafka:1", "postgres:1");

    @TempDir
    private Path directory;

    private HttpServer engine;

    @AfterEach
    void stop() {
        if (engine != null) {
            engine.stop(0);
        }
    }

    @Test
    void demanded_containers_without_an_engine_fail_with_a_sentence_that_says_what_to_do() {
        assertThatThrownBy(() -> Infrastructure.demanded(Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("-Drecoup.infrastructure=containers needs a container engine, but none answers: start one,"
                        + " or set DOCKER_HOST to the one that runs, or take -Drecoup.infrastructure=embedded.");
    }

    @Test
    void a_test_that_demands_containers_ends_with_that_sentence() throws Exception {
        Process test = running(DemandedBroker.class, "containers", "unix://" + directory.resolve("nobody.sock"));
        assertThat(test.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(new String(test.getErrorStream().readAllBytes(), UTF_8))
                .startsWith("Exception in thread \"main\" java.lang.IllegalStateException: "
                        + "-Drecoup.infrastructure=containers needs a container engine, but none answers: ");
        assertThat(test.exitValue()).isEqualTo(1);
    }

    @Test
    void a_socket_that_nobody_serves_is_no_engine() throws IOException {
        Path socket = directory.resolve("left-over.sock");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(socket).exists();

        assertThat(ContainerEngine.find(Map.of("DOCKER_HOST", "unix://" + socket)))
                .isEmpty();
    }

    @Test
    void auto_takes_the_embedded_ones_without_a_word_when_no_engine_answers() throws Exception {
        Process test = running(Choice.class, "auto", "unix://" + directory.resolve("nobody.sock"));
        assertThat(test.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(new String(test.getInputStream().readAllBytes(), UTF_8)).isEqualTo("EMBEDDED");
        assertThat(new String(test.getErrorStream().readAllBytes(), UTF_8)).isEmpty();
    }

    @Test
    void an_engine_that_can_pull_what_it_lacks_is_used() throws IOException {
        ContainerEngine found = engineWith(Set.of("apache/kafka:1"), Set.of("postgres:1"));

        assertThat(Infrastructure.available(found, IMAGES)).isEqualTo(Infrastructure.CONTAINERS);
    }

    @Test
    void an_engine_that_lacks_an_image_and_cannot_pull_it_is_left_alone() throws IOException {
        ContainerEngine found = engineWith(Set.of("apache/kafka:1"), Set.of());

        assertThat(found.unobtainable(IMAGES)).contains("postgres:1");
        assertThat(Infrastructure.available(found, IMAGES)).isEqualTo(Infrastructure.EMBEDDED);
    }

    /** Speaks as much of the engine's interface as is asked: no real one can be made to lose its registry. */
    private ContainerEngine engineWith(Set<String> present, Set<String> obtainable) throws IOException {
        Set<String> images = ConcurrentHashMap.newKeySet();
        images.addAll(present);
        engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        engine.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String query =
                    Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
            boolean done =
                    switch (path) {
                        case "/_ping" -> true;
                        case "/images/create" ->
                            obtainable.stream()
                                    .filter(image -> query.equals("fromImage=" + image))
                                    .anyMatch(images::add);
                        default -> images.stream().anyMatch(image -> path.equals("/images/" + image + "/json"));
                    };
            exchange.sendResponseHeaders(done ? 200 : 404, -1);
            exchange.close();
        });
        engine.start();
        return ContainerEngine.find(Map.of(
                        "DOCKER_HOST", "tcp://127.0.0.1:" + engine.getAddress().getPort()))
                .orElseThrow();
    }

    private static Process running(Class<?> main, String wanted, String address) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + Infrastructure.PROPERTY + "=" + wanted,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
        builder.environment().put("DOCKER_HOST", address);
        return builder.start();
    }

    /** What a test does first. */
    static final class DemandedBroker {

        private DemandedBroker() {}

        public static void main(String[] arguments) {
            KafkaBroker.start().close();
        }
    }

    /** What the switch comes to. */
    static final class Choice {

        private Choice() {}

        public static void main(String[] arguments) {
            System.out.print(Infrastructure.chosen());
        }
    }
}
