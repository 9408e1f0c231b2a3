package dev.recoup.load.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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

    private static final String USAGE =
            "bench ingest takes --json FILE, --warm-up-seconds N (90), --seconds N (60), --repeats N (3),"
                    + " --memory-minutes N (10)";

    /**
     * Reads options.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    public static IngestBenchOptions parsed(List<String> arguments) {
        Optional<Path> json = Optional.empty();
        int warmUpSeconds = 90;
        int seconds = 60;
        int repeats = 3;
        int memoryMinutes = 10;
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String option = rest.pop();
            if (rest.isEmpty()) {
                throw new IllegalArgumentException(USAGE);
            }
            switch (option) {
                case "--json" -> json = Optional.of(Path.of(rest.pop()));
                case "--warm-up-seconds" -> warmUpSeconds = number(option, rest.pop());
                case "--seconds" -> seconds = number(option, rest.pop());
                case "--repeats" -> repeats = number(option, rest.pop());
                case "--memory-minutes" -> memoryMinutes = number(option, rest.pop());
                default -> throw new IllegalArgumentException("bench ingest does not know '" + option + "': " + USAGE);
            }
        }
        return new IngestBenchOptions(
                json,
                Duration.ofSeconds(warmUpSeconds),
                Duration.ofSeconds(seconds),
                repeats,
                Duration.ofMinutes(memoryMinutes));
    }

    static int number(String option, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new IllegalArgumentException(option + " needs a whole number above 0, such as 10");
    }
}
