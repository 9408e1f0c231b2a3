package dev.recoup.load.ingest;

import dev.recoup.load.CommandLine;
import dev.recoup.load.CommandLine.Option;
import java.nio.file.Path;
import java.time.Duration;
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

    private static final Option KILLS = new Option("--kills", 20);
    private static final Option BROKER_DOWN_SECONDS = new Option("--broker-down-seconds", 600);
    private static final Option MALFORMED = new Option("--malformed", 1_000_000);

    /**
     * Reads options.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    public static SoakOptions parsed(List<String> arguments) {
        CommandLine line = CommandLine.parsed("bench soak", List.of(KILLS, BROKER_DOWN_SECONDS, MALFORMED), arguments);
        return new SoakOptions(
                line.json(),
                line.number(KILLS),
                Duration.ofSeconds(line.number(BROKER_DOWN_SECONDS)),
                line.number(MALFORMED));
    }
}
