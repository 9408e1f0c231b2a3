package dev.recoup.load;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands behind a benchmark's name on the command line: {@code --json FILE} and options of its own, each with a
 * whole number above 0.
 */
public final class CommandLine {

    private static final String JSON = "--json";

    private final Map<Option, Integer> given = new HashMap<>();
    private Optional<Path> json = Optional.empty();

    private CommandLine() {}

    /**
     * An option that takes a number.
     *
     * @param name as it is typed
     * @param usual what counts where nothing is said
     */
    public record Option(String name, int usual) {

        @Override
        public String toString() {
            return name + " N (" + usual + ")";
        }
    }

    /**
     * Reads options.
     *
     * @param benchmark whose they are, for the sentence that says what is wrong
     * @param options that it takes
     * @param arguments what was typed
     * @throws IllegalArgumentException with a sentence for the user
     */
    public static CommandLine parsed(String benchmark, List<Option> options, List<String> arguments) {
        CommandLine line = new CommandLine();
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String name = rest.pop();
            if (rest.isEmpty()) {
                throw new IllegalArgumentException(usage(benchmark, options));
            }
            String value = rest.pop();
            if (name.equals(JSON)) {
                line.json = Optional.of(Path.of(value));
            } else {
                line.given.put(known(benchmark, options, name), number(name, value));
            }
        }
        return line;
    }

    /** Returns the file that gets the figures, if any. */
    public Optional<Path> json() {
        return json;
    }

    /** Returns what was said for an option, else what is usual. */
    public int number(Option option) {
        return given.getOrDefault(option, option.usual());
    }

    private static Option known(String benchmark, List<Option> options, String name) {
        return options.stream()
                .filter(option -> option.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        benchmark + " does not know '" + name + "': " + usage(benchmark, options)));
    }

    private static int number(String name, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new IllegalArgumentException(name + " needs a whole number above 0, such as 10");
    }

    private static String usage(String benchmark, List<Option> options) {
        return Stream.concat(Stream.of(JSON + " FILE"), options.stream().map(Option::toString))
                .collect(Collectors.joining(", ", benchmark + " takes ", ""));
    }
}
