package dev.recoup.ingest.receive;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Collects bodies as they arrive: no more of each than is taken, and for no longer than is granted. */
final class BodyReader {

    private static final int USUAL_SIZE = 2048;

    private final int largest;
    private final Duration slowest;
    private final Set<Reading> open = ConcurrentHashMap.newKeySet();

    BodyReader(int largest, Duration slowest) {
        this.largest = largest;
        this.slowest = slowest;
    }

    /**
     * Reads a body and hands it over on the connection's event loop.
     */
    void read(HttpServerRequest request, Consumer<Body> whenRead) {
        Reading reading = new Reading(Vertx.currentContext(), whenRead);
        open.add(reading);
        request.exceptionHandler(broken -> reading.end(new Body.Broken()));
        request.handler(reading::collect);
        request.endHandler(ended -> reading.end(reading.body()));
    }

    /** Ends those that take too long. */
    void endSlowOnes() {
        long now = System.nanoTime();
        open.stream()
                .filter(reading -> now - reading.sinceNanos > slowest.toNanos())
                .forEach(reading -> reading.context.runOnContext(late -> reading.end(new Body.TooSlow())));
    }

    /** What came of reading. */
    sealed interface Body {

        /** The whole body, byte for byte. */
        record Complete(byte[] bytes) implements Body {}

        /** More than is taken; nothing of it was kept. */
        record TooLarge() implements Body {}

        /** Not all of it came in time. */
        record TooSlow() implements Body {}

        /** It is not what HTTP allows, or the connection ended before it did. */
        record Broken() implements Body {}
    }

    /** One body; used on its connection's event loop. */
    private final class Reading {

        private final Context context;
        private final Consumer<Body> whenRead;
        private final long sinceNanos = System.nanoTime();
        private Buffer collected = Buffer.buffer(USUAL_SIZE);
        private long seen;

        Reading(Context context, Consumer<Body> whenRead) {
            this.context = context;
            this.whenRead = whenRead;
        }

        void collect(Buffer part) {
            seen += part.length();
            if (seen <= largest) {
                collected.appendBuffer(part);
            } else {
                collected = Buffer.buffer();
            }
        }

        Body body() {
            return seen <= largest ? new Body.Complete(collected.getBytes()) : new Body.TooLarge();
        }

        void end(Body body) {
            if (open.remove(this)) {
                whenRead.accept(body);
            }
        }
    }
}
