package dev.recoup.ingest.receive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.ingest.receive.BodyReader.Body;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in the room for large bodies, byte for byte: here it is a small one. */
class BodyReaderRoomTest {

    private static final int ROOM = 80_000;
    private static final int LARGE = 60_000;
    private static final int USUAL = 16_000;
    private static final int NEARLY_ALL = 75_000;

    private static final int COMPLETE = 200;
    private static final int TOO_SLOW = 408;
    private static final int NO_ROOM = 503;

    private final BodyReader bodies = new BodyReader(200_000, Duration.ZERO, ROOM);
    private final Vertx vertx = Vertx.vertx();
    private final List<Socket> callers = new ArrayList<>();
    private int port;

    @BeforeEach
    void listen() {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> bodies.read(
                        request,
                        body -> request.response().setStatusCode(status(body)).end()));
        port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    @AfterEach
    void end() throws IOException {
        for (Socket caller : callers) {
            caller.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void beside_a_large_body_another_finds_no_room_and_usual_ones_need_none() throws IOException {
        Socket large = holding(LARGE);
        awaitNoRoom();
        List<Socket> usual = new ArrayList<>();
        // together they are larger than what is left
        for (int i = 0; i < 10; i++) {
            usual.add(holding(USUAL));
        }

        for (Socket caller : usual) {
            assertThat(finish(caller)).isEqualTo(COMPLETE);
        }
        assertThat(finish(large)).isEqualTo(COMPLETE);
        assertThat(send(LARGE)).isEqualTo(COMPLETE);
    }

    @Test
    void whoever_finds_no_room_takes_none() throws IOException {
        Socket large = holding(LARGE);
        awaitNoRoom();

        for (int i = 0; i < 20; i++) {
            assertThat(send(LARGE)).isEqualTo(NO_ROOM);
        }

        assertThat(finish(large)).isEqualTo(COMPLETE);
        assertThat(send(NEARLY_ALL)).isEqualTo(COMPLETE);
    }

    @Test
    void a_body_that_has_arrived_gives_its_room_back() throws IOException {
        for (int i = 0; i < 10; i++) {
            assertThat(send(NEARLY_ALL)).isEqualTo(COMPLETE);
        }
    }

    @Test
    void whoever_hangs_up_gives_its_room_back() throws IOException {
        Socket large = holding(LARGE);
        awaitNoRoom();

        large.close();

        await().until(() -> send(NEARLY_ALL) == COMPLETE);
    }

    @Test
    void whoever_is_too_slow_gives_its_room_back() throws IOException {
        Socket large = holding(LARGE);
        awaitNoRoom();

        bodies.endSlowOnes();

        assertThat(status(large)).isEqualTo(TOO_SLOW);
        assertThat(send(NEARLY_ALL)).isEqualTo(COMPLETE);
    }

    /** By then the body that is held has arrived as far as it was sent. */
    private void awaitNoRoom() {
        await().until(() -> send(LARGE) == NO_ROOM);
    }

    private int send(int bytes) throws IOException {
        return finish(holding(bytes));
    }

    /** Sends all of a body but its last byte. */
    private Socket holding(int bytes) throws IOException {
        Socket caller = new Socket("127.0.0.1", port);
        callers.add(caller);
        caller.setSoTimeout(20_000);
        caller.getOutputStream()
                .write(("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + bytes + "\r\n\r\n").getBytes(US_ASCII));
        caller.getOutputStream().write(new byte[bytes - 1]);
        return caller;
    }

    private static int finish(Socket caller) throws IOException {
        caller.getOutputStream().write(0);
        return status(caller);
    }

    private static int status(Socket caller) throws IOException {
        String start = new String(caller.getInputStream().readNBytes("HTTP/1.1 200".length()), US_ASCII);
        assertThat(start).startsWith("HTTP/1.1 ");
        return Integer.parseInt(start.substring("HTTP/1.1 ".length()));
    }

    private static int status(Body body) {
        return switch (body) {
            case Body.Complete(byte[] bytes) -> COMPLETE;
            case Body.NoRoom() -> NO_ROOM;
            case Body.TooSlow() -> TOO_SLOW;
            case Body.TooLarge() -> 413;
            case Body.Broken() -> 400;
        };
    }
}
