package dev.recoup.load.ingest;

import dev.recoup.testing.malformed.MalformedRequest;
import dev.recoup.testing.malformed.MalformedRequest.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Malformed requests of every kind, each on a connection of its own, many at a time. */
final class Storm {

    private static final int SENDERS = 32;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int STATUS_LINE = 16;

    private final URI target;
    private final String path;
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong closed = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();

    Storm(URI target, String path) {
        this.target = target;
        this.path = path;
    }

    /** Sends about that many. */
    void blow(int requests) {
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int sender = 0; sender < SENDERS; sender++) {
                Random random = new Random(sender);
                senders.execute(() -> {
                    for (int i = 0; i < requests / SENDERS; i++) {
                        send(MalformedRequest.of(Kind.values()[i % Kind.values().length], path, random));
                    }
                });
            }
        }
    }

    /** Returns how many were answered 4xx. */
    long refused() {
        return refused.get();
    }

    /** Returns how many connections were closed without an answer, because nobody could tell where the request ends. */
    long closed() {
        return closed.get();
    }

    /** Returns how many were answered anything else, or not at all. */
    long wrong() {
        return wrong.get();
    }

    private void send(MalformedRequest request) {
        switch (statusClass(request)) {
            case '4' -> refused.incrementAndGet();
            case ' ' -> (request.kind().hasNoEnd() ? closed : wrong).incrementAndGet();
            default -> wrong.incrementAndGet();
        }
    }

    /** The first digit of the answer's status; blank where there is none. */
    private char statusClass(MalformedRequest request) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(target.getHost(), target.getPort()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(request.bytes());
                socket.shutdownOutput();
            } catch (IOException turnedAwayWhileSending) {
                // the answer may be there all the same
            }
            return statusClass(socket.getInputStream());
        } catch (IOException noAnswer) {
            return ' ';
        }
    }

    private static char statusClass(InputStream answer) throws IOException {
        String start = new String(answer.readNBytes(STATUS_LINE), StandardCharsets.US_ASCII);
        int blank = start.indexOf(' ');
        return blank < 0 || blank + 1 >= start.length() ? ' ' : start.charAt(blank + 1);
    }
}
