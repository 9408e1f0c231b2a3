package dev.recoup.load.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GeneratorTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    /** So many requests, and what became of each. */
    private static final class Counted implements Traffic {

        private final int total;
        private final List<String> answered = new ArrayList<>();
        private final List<String> unanswered = new ArrayList<>();
        private int sent;

        private Counted(int total) {
            this.total = total;
        }

        @Override
        public Optional<Request> next() {
            return sent == total
                    ? Optional.empty()
                    : Optional.of(
                            Request.post("r" + ++sent, "/x", Map.of(), ("r" + sent).getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public void answered(Request request, int status, byte[] body) {
            assertThat(status).isEqualTo(200);
            answered.add(request.id());
        }

        @Override
        public void unanswered(Request request) {
            unanswered.add(request.id());
        }
    }

    @Test
    void everything_that_is_sent_arrives_once_and_is_answered() {
        List<String> arrived = new ArrayList<>();
        Counted traffic = new Counted(500);

        Outcome outcome;
        try (Receiver receiver =
                        new Receiver((headers, body) -> arrived.add(new String(body, StandardCharsets.UTF_8)));
                Generator generator = new Generator(receiver.url(), 4)) {
            outcome = generator.run(traffic, new Pace.AsAnswered(), LONG_ENOUGH);
        }

        assertThat(outcome.answered()).isEqualTo(500);
        assertThat(outcome.unanswered()).isZero();
        assertThat(traffic.answered)
                .containsExactlyInAnyOrderElementsOf(arrived)
                .doesNotHaveDuplicates();
        assertThat(outcome.latencyMicroseconds().getTotalCount()).isEqualTo(500);
    }

    @Test
    void a_fixed_pace_sends_no_more_than_is_due() {
        Counted traffic = new Counted(1_000_000);

        Outcome outcome;
        try (Receiver receiver = new Receiver((headers, body) -> {});
                Generator generator = new Generator(receiver.url(), 4)) {
            outcome = generator.run(traffic, new Pace.Fixed(100), Duration.ofSeconds(1));
        }

        assertThat(outcome.answered()).isBetween(1L, 101L);
    }

    @Test
    void a_request_whose_connection_breaks_is_unanswered_and_the_next_one_goes_over_a_new_connection() {
        AtomicInteger connections = new AtomicInteger();
        Counted traffic = new Counted(3);

        Outcome outcome;
        try (ServerSocket server = new ServerSocket(0, 10, java.net.InetAddress.getLoopbackAddress())) {
            Thread breaking = Thread.ofVirtual().start(() -> breakEach(server, connections));
            try (Generator generator = new Generator(URI.create("http://127.0.0.1:" + server.getLocalPort()), 1)) {
                outcome = generator.run(traffic, new Pace.AsAnswered(), LONG_ENOUGH);
            }
            breaking.interrupt();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }

        assertThat(outcome.answered()).isZero();
        assertThat(traffic.unanswered).containsExactly("r1", "r2", "r3");
        assertThat(connections.get()).isGreaterThanOrEqualTo(3);
    }

    /** Takes a connection, waits for the first byte of a request, and closes it. */
    private static void breakEach(ServerSocket server, AtomicInteger connections) {
        try {
            while (true) {
                try (Socket taken = server.accept()) {
                    connections.incrementAndGet();
                    taken.getInputStream().read();
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }
}
