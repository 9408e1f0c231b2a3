package dev.recoup.load.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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

    /**
     * Reads options.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    public static SandboxBenchOptions parsed(List<String> arguments) {
        Optional<Path> json = Optional.empty();
        int seconds = 15;
        int clients = 100_000;
        int cases = 1_000_000;
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String option = rest.pop();
            if (rest.isEmpty()) {
                throw new IllegalArgumentException(
                        "bench sandbox takes --json FILE, --seconds N, --clients N, --cases N");
            }
            switch (option) {
                case "--json" -> json = Optional.of(Path.of(rest.pop()));
                case "--seconds" -> seconds = number(option, rest.pop());
                case "--clients" -> clients = number(option, rest.pop());
                case "--cases" -> cases = number(option, rest.pop());
                default -> throw new IllegalArgumentException("bench sandbox does not know '" + option + "'");
            }
        }
        return new SandboxBenchOptions(json, Duration.ofSeconds(seconds), clients, cases);
    }

    private static int number(String option, String text) {
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
