package dev.recoup.load;

import dev.recoup.load.ingest.IngestBench;
import dev.recoup.load.ingest.IngestBenchOptions;
import dev.recoup.load.ingest.Soak;
import dev.recoup.load.ingest.SoakOptions;
import dev.recoup.load.sandbox.SandboxBench;
import dev.recoup.load.sandbox.SandboxBenchOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The program behind {@code ./recoup bench}. */
public final class Main {

    private static final int FAILED = 1;
    private static final int BAD_USAGE = 2;

    private Main() {}

    /** Runs the benchmark that the first argument names, with the others as its options. */
    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.SEVERE);
        Path root =
                Path.of(System.getProperty("recoup.root", ".")).toAbsolutePath().normalize();
        List<String> options = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        try {
            Verdict verdict =
                    switch (arguments.length == 0 ? "" : arguments[0]) {
                        case "sandbox" -> new SandboxBench(root, SandboxBenchOptions.parsed(options)).run();
                        case "ingest" -> new IngestBench(root, IngestBenchOptions.parsed(options)).run();
                        case "soak" -> new Soak(root, SoakOptions.parsed(options)).run();
                        default -> throw new IllegalArgumentException("bench measures: ingest, sandbox, soak");
                    };
            System.exit(verdict == Verdict.SOUND ? 0 : FAILED);
        } catch (IllegalArgumentException wrong) {
            System.err.println("recoup: " + wrong.getMessage());
            System.exit(BAD_USAGE);
        }
    }
}
