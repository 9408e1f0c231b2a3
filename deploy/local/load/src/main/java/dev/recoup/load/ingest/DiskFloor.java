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
 * What the disk alone takes to make a delivery durable: each is appended to a file and forced to the disk, at a fixed
 * pace, and its time counts from the moment it was due. No receiver that answers after its commit can be faster.
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
            for (long i = 0; i < count; i++) {
                long due = begin + Math.round(i * 1e9 / perSecond);
                LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
                channel.write(delivery.clear());
                channel.force(false);
                nanos.recordValue(Math.max(0, System.nanoTime() - due));
            }
            Files.delete(file);
        } catch (IOException unusable) {
            throw new UncheckedIOException("Nothing can be written to " + directory, unusable);
        }
        return nanos.getValueAtPercentile(99) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
