package dev.recoup.load.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What {@code ./recoup bench soak} was asked for.
 *
 * @param json where the figures go as well
 * @param kills how often the service is killed
 * @param brokerDown for how long Kafka is away
 * @param malformed how many malformed requests are sent
 */
public record SoakOptions(Optional<Path> json, int kills, Duration brokerDown, int malformed) {

    private static final String USAGE =
            "bench soak takes --json FILE, --kills N (20), --broker-down-seconds N (600), --malformed N (1000000)";

    /**
     * Reads options.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    public static SoakOptions parsed(List<String> arguments) {
        Optional<Path> json = Optional.empty();
        int kills = 20;
        int brokerDownSeconds = 600;
        int malformed = 1_000_000;
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String option = rest.pop();
            if (rest.isEmpty()) {
                throw new IllegalArgumentException(USAGE);
            }
            switch (option) {
                case "--json" -> json = Optional.of(Path.of(rest.pop()));
                case "--kills" -> kills = IngestBenchOptions.number(option, rest.pop());
                case "--broker-down-seconds" -> brokerDownSeconds = IngestBenchOptions.number(option, rest.pop());
                case "--malformed" -> malformed = IngestBenchOptions.number(option, rest.pop());
                default -> throw new IllegalArgumentException("bench soak does not know '" + option + "': " + USAGE);
            }
        }
        return new SoakOptions(json, kills, Duration.ofSeconds(brokerDownSeconds), malformed);
    }
}
