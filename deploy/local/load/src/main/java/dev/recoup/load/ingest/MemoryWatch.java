package dev.recoup.load.ingest;

import dev.recoup.load.ProcessFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Samples a process' resident memory every five seconds. */
final class MemoryWatch implements AutoCloseable {

    private static final long EVERY_SECONDS = 5;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<Long> samples = new ArrayList<>();

    MemoryWatch(ProcessFigures process) {
        timer.scheduleAtFixedRate(
                () -> {
                    synchronized (samples) {
                        samples.add(process.residentMegabytes());
                    }
                },
                0,
                EVERY_SECONDS,
                TimeUnit.SECONDS);
    }

    /** Returns by how much memory grows in a minute: the straight line through all samples after the given time. */
    double megabytesPerMinute(Duration after) {
        synchronized (samples) {
            int first = Math.min(samples.size(), Math.toIntExact(after.toSeconds() / EVERY_SECONDS));
            List<Long> counted = samples.subList(first, samples.size());
            double n = counted.size();
            double meanX = (n - 1) / 2;
            double meanY = counted.stream().mapToLong(Long::longValue).average().orElse(0);
            double covariance = 0;
            double variance = 0;
            for (int i = 0; i < counted.size(); i++) {
                covariance += (i - meanX) * (counted.get(i) - meanY);
                variance += (i - meanX) * (i - meanX);
            }
            return variance == 0 ? 0 : covariance / variance * (60.0 / EVERY_SECONDS);
        }
    }

    /** Returns the largest sample. */
    long peakMegabytes() {
        synchronized (samples) {
            return samples.stream().mapToLong(Long::longValue).max().orElse(0);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
