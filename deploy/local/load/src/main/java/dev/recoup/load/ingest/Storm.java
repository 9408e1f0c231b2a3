package dev.recoup.load.ingest;

import dev.recoup.testing.malformed.MalformedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Malformed requests of every kind, each on a connection of its own, many at a time; one in four is signed with the
 * right secret.
 */
final class Storm {

    private static final int SENDERS = 32;
    private static final int ONE_IS_SIGNED_OF = 4;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int STATUS_LINE = 16;
    private static final Pattern STATUS = Pattern.compile("HTTP/\\d\\.\\d (\\d{3}) .*", Pattern.DOTALL);
    private static final int OK = 200;
    private static final int GONE = 410;
    private static final int NO_ANSWER = 0;

    private final URI target;
    private final String path;
    private final byte[] secret;
    private final AtomicLong kept = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong closed = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();

    /** Two senders that drew the same would send the same event. */
    private int seeds;

    /**
     * Prepares requests.
     *
     * @param target the receiver's base
     * @param path where its webhooks go
     * @param secret that those are signed with that are
     */
    Storm(URI target, String path, byte[] secret) {
        this.target = target;
        this.path = path;
        this.secret = secret;
    }

    /**
     * Sends so many.
     *
     * @throws IllegalStateException if not all could be sent
     */
    void blow(int requests) {
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> sent = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                int share = requests / SENDERS + (sender < requests % SENDERS ? 1 : 0);
                Random random = new Random(seeds++);
                sent.add(senders.submit(() -> send(share, random)));
            }
            for (Future<?> each : sent) {
                each.get();
            }
        } catch (ExecutionException broken) {
            throw new IllegalStateException("Not all malformed requests could be sent", broken.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Not all malformed requests were sent", interrupted);
        }
    }

    private void send(int requests, Random random) {
        Signer signer = new Signer(secret);
        for (int i = 0; i < requests; i++) {
            send(attempt(i, signer, random));
        }
    }

    /** Returns how many were answered 200, and were to be. */
    long kept() {
        return kept.get();
    }

    /** Returns how many were answered 4xx, and were to be. */
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

    private Attempt attempt(int number, Signer signer, Random random) {
        int round = number / ONE_IS_SIGNED_OF;
        int place = number % ONE_IS_SIGNED_OF;
        if (place == 0) {
            OddDelivery.Kind kind = OddDelivery.Kind.values()[round % OddDelivery.Kind.values().length];
            return new Attempt(OddDelivery.of(kind, path, signer, random).bytes(), kind.expected());
        }
        int unsigned = number - round - 1;
        MalformedRequest.Kind kind = MalformedRequest.Kind.values()[unsigned % MalformedRequest.Kind.values().length];
        return new Attempt(
                MalformedRequest.of(kind, path, random).bytes(),
                kind.hasNoEnd() ? Expected.REFUSED_OR_CLOSED : Expected.REFUSED);
    }

    private void send(Attempt attempt) {
        count(attempt.expected(), status(attempt)).incrementAndGet();
    }

    private AtomicLong count(Expected expected, int status) {
        boolean blamesTheSender = status / 100 == 4 && status != GONE;
        return switch (expected) {
            case KEPT -> status == OK ? kept : wrong;
            case REFUSED -> blamesTheSender ? refused : wrong;
            case REFUSED_OR_CLOSED -> blamesTheSender ? refused : status == NO_ANSWER ? closed : wrong;
        };
    }

    /** The status of the answer. */
    private int status(Attempt attempt) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(target.getHost(), target.getPort()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(attempt.bytes());
                switch (attempt.expected()) {
                    // whoever hangs up is not answered once the commit is through
                    case KEPT -> {}
                    case REFUSED, REFUSED_OR_CLOSED -> socket.shutdownOutput();
                }
            } catch (IOException turnedAwayWhileSending) {
                // the answer may be there all the same
            }
            return status(socket.getInputStream());
        } catch (IOException noAnswer) {
            return NO_ANSWER;
        }
    }

    private static int status(InputStream answer) throws IOException {
        Matcher start = STATUS.matcher(new String(answer.readNBytes(STATUS_LINE), StandardCharsets.US_ASCII));
        return start.matches() ? Integer.parseInt(start.group(1)) : NO_ANSWER;
    }

    private record Attempt(byte[] bytes, Expected expected) {}
}
