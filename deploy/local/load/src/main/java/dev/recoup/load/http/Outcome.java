package dev.recoup.load.http;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What a run came to.
 *
 * @param answered how many requests were answered, whatever the status
 * @param unanswered how many were sent and never answered
 * @param elapsed from the first request to the last answer
 * @param latencyMicroseconds of what was answered
 */
public record Outcome(long answered, long unanswered, Duration elapsed, Histogram latencyMicroseconds) {

    /** Returns how many requests were answered in a second. */
    public double perSecond() {
        return answered / (elapsed.toNanos() / 1e9);
    }

    /** Returns the latency in milliseconds that {@code percentile} percent of the answers kept. */
    public double milliseconds(double percentile) {
        return latencyMicroseconds.getValueAtPercentile(percentile) / 1e3;
    }
}
