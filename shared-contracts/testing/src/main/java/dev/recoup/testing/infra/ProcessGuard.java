package dev.recoup.testing.infra;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends the processes that this JVM started when it is gone, even when it was killed without a chance to clean up.
 *
 * <p>A small shell process in a session of its own reads from this JVM; the end of that stream is the end of the JVM.
 */
public final class ProcessGuard {

    // What a terminal sends to everything in the foreground is ignored.
    private static final String SCRIPT = """
            trap '' INT HUP TERM
            watched=
            while read -r action number signal; do
              case "$action" in
                watch) watched="$watched $number:$signal" ;;
                forget)
                  kept=
                  for entry in $watched; do [ "${entry%%:*}" = "$number" ] || kept="$kept $entry"; done
                  watched=$kept ;;
              esac
            done
            alive() { for entry in $watched; do kill -0 "${entry%%:*}" 2>/dev/null && return 0; done; return 1; }
            for entry in $watched; do kill -"${entry##*:}" "${entry%%:*}" 2>/dev/null; done
            round=0
            while [ $round -lt 100 ]; do alive || exit 0; sleep 0.1; round=$((round + 1)); done
            for entry in $watched; do kill -KILL "${entry%%:*}" 2>/dev/null; done
            """;

    private static ProcessGuard started;

    private final OutputStream orders;

    private ProcessGuard(OutputStream orders) {
        this.orders = orders;
    }

    /** How a process is asked to end; after ten seconds it is killed. */
    public enum Stop {
        /** The ordinary request to terminate. */
        TERMINATE("TERM"),
        /** PostgreSQL's fast shutdown, which does not wait for clients. */
        POSTGRES_FAST("INT");

        private final String signal;

        Stop(String signal) {
            this.signal = signal;
        }
    }

    /**
     * Starts to watch a process.
     *
     * @param pid its process id
     * @param stop how it is asked to end
     */
    public static synchronized void watch(long pid, Stop stop) {
        if (started == null) {
            started = start();
        }
        started.order("watch " + pid + " " + stop.signal);
    }

    /**
     * Stops watching a process that has ended, so that its number may be given to another one.
     *
     * @param pid its process id
     */
    public static synchronized void forget(long pid) {
        if (started != null) {
            started.order("forget " + pid + " -");
        }
    }

    private static ProcessGuard start() {
        List<String> command = new ArrayList<>();
        // A session of its own survives a kill of the whole process group.
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of("/bin/sh", "-c", SCRIPT, "recoup-process-guard"));
        try {
            return new ProcessGuard(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("A shell is needed to guard the started processes", e);
        }
    }

    private void order(String line) {
        try {
            orders.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The guard of the started processes has ended", e);
        }
    }
}
