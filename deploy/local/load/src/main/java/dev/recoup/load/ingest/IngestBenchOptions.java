package dev.recoup.load.ingest;

import dev.recoup.load.CommandLine;
import dev.recoup.load.CommandLine.Option;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What {@code ./recoup bench ingest} was asked for.
 *
 * @param json where the figures go as well
 * @param warmUp how long each contender runs at saturation before it is measured
 * @param duration of each measured phase
 * @param repeats how often each is measured; the median counts
 * @param memory how long memory is watched at saturation
 */
public record IngestBenchOptions(
        Optional<Path> json, Duration warmUp, Duration duration, int repeats, Duration memory) {

    private static final Option WARM_UP_SECONDS = new Option("--warm-up-seconds", 90);
    private static final Option SECONDS = new Option("--seconds", 60);
    private static final Option REPEATS = new Option("--repeats", 3);
    private static final Option MEMORY_MINUTES = new Option("--memory-minutes", 10);

    /**
     * Reads options.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    public static IngestBenchOptions parsed(List<String> arguments) {
        CommandLine line = CommandLine.parsed(
                "bench ingest", List.of(WARM_UP_SECONDS, SECONDS, REPEATS, MEMORY_MINUTES), arguments);
        return new IngestBenchOptions(
                line.json(),
                Duration.ofSeconds(line.number(WARM_UP_SECONDS)),
                Duration.ofSeconds(line.number(SECONDS)),
                line.number(REPEATS),
                Duration.ofMinutes(line.number(MEMORY_MINUTES)));
    }
}
