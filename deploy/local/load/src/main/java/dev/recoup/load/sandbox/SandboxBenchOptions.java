package dev.recoup.load.sandbox;

import dev.recoup.load.CommandLine;
import dev.recoup.load.CommandLine.Option;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for on the command line of {@code bench sandbox}.
 *
 * @param json the file that gets the figures, if any
 * @param duration of each measured phase
 * @param clients how many linked clients the sandbox holds
 * @param cases how many cases they have before anything is measured
 */
public record SandboxBenchOptions(Optional<Path> json, Duration duration, int clients, int cases) {

    private static final Option SECONDS = new Option("--seconds", 15);
    private static final Option CLIENTS = new Option("--clients", 100_000);
    private static final Option CASES = new Option("--cases", 1_000_000);

    /**
     * Reads options.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    public static SandboxBenchOptions parsed(List<String> arguments) {
        CommandLine line = CommandLine.parsed("bench sandbox", List.of(SECONDS, CLIENTS, CASES), arguments);
        return new SandboxBenchOptions(
                line.json(), Duration.ofSeconds(line.number(SECONDS)), line.number(CLIENTS), line.number(CASES));
    }
}
