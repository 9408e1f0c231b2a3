package dev.recoup.load.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * What the disk alone takes to make deliveries durable: they are appended to a file at a fixed pace, whatever is due is
 * forced to the disk together, and the time of each counts from the moment it was due. A receiver that answers after its
 * commit does this and more.
 */
final class DiskFloor {

    private static final int BYTES = 2048;

    private DiskFloor() {}

    /** Returns the 99th percentile in milliseconds. */
    static double p99(Path directory, double perSecond, Duration duration) {
        Path file = directory.resolve("floor");
        Histogram nanos = new Histogram(3);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer delivery = ByteBuffer.allocateDirect(BYTES);
            long begin = System.nanoTime();
            long count = Math.round(perSecond * duration.toNanos() / 1e9);
            long forced = 0;
            while (forced < count) {
                LockSupport.parkNanos(Math.max(0, due(begin, forced, perSecond) - System.nanoTime()));
                long first = forced;
                while (forced < count && due(begin, forced, perSecond) <= System.nanoTime()) {
                    channel.write(delivery.clear());
                    forced++;
                }
                if (forced > first) {
                    channel.force(false);
                    long done = System.nanoTime();
                    for (long each = first; each < forced; each++) {
                        nanos.recordValue(done - due(begin, each, perSecond));
                    }
                }
            }
            Files.delete(file);
        } catch (IOException unusable) {
            throw new UncheckedIOException("Nothing can be written to " + directory, unusable);
        }
        return nanos.getValueAtPercentile(99) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    private static long due(long begin, long number, double perSecond) {
        return begin + Math.round(number * 1e9 / perSecond);
    }
}
