package dev.recoup.ingest.receive;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Collects bodies as they arrive: no more of each than is taken, and for no longer than is granted. Nobody knows yet who
 * sends them, so all that are larger than usual share a bounded room.
 */
final class BodyReader {

    private static final int USUAL_SIZE = 2048;
    private static final int LARGER_THAN_USUAL = 16 * 1024;

    private final int largest;
    private final Duration slowest;
    private final long roomForLargerOnes;
    private final AtomicLong taken = new AtomicLong();
    private final Set<Reading> open = ConcurrentHashMap.newKeySet();

    /**
     * Prepares reading.
     *
     * @param largest how many bytes a body may have
     * @param slowest how long a body may take to arrive
     * @param roomForLargerOnes how many bytes of bodies above 16 KB may be there before it is known who sent them
     */
    BodyReader(int largest, Duration slowest, long roomForLargerOnes) {
        this.largest = largest;
        this.slowest = slowest;
        this.roomForLargerOnes = roomForLargerOnes;
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

        /** Too many large ones at the same time; nothing of it was kept. */
        record NoRoom() implements Body {}

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
        private long room;

        Reading(Context context, Consumer<Body> whenRead) {
            this.context = context;
            this.whenRead = whenRead;
        }

        void collect(Buffer part) {
            seen += part.length();
            if (seen > largest) {
                collected = Buffer.buffer();
            } else if (seen <= LARGER_THAN_USUAL || takeRoom(part.length())) {
                collected.appendBuffer(part);
            } else {
                end(new Body.NoRoom());
            }
        }

        private boolean takeRoom(int bytes) {
            if (!open.contains(this)) {
                return false;
            }
            if (taken.addAndGet(bytes) > roomForLargerOnes) {
                taken.addAndGet(-bytes);
                return false;
            }
            room += bytes;
            return true;
        }

        Body body() {
            return seen <= largest ? new Body.Complete(collected.getBytes()) : new Body.TooLarge();
        }

        void end(Body body) {
            if (open.remove(this)) {
                taken.addAndGet(-room);
                collected = Buffer.buffer();
                whenRead.accept(body);
            }
        }
    }
}
