package dev.recoup.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What a person at the terminal reads while things happen. */
public final class Progress {

    private final PrintStream out;
    private final long begun = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    /**
     * Says something on a line of its own.
     *
     * @param line the text
     */
    public synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    /**
     * Says how one named check ended.
     *
     * @param name the check
     * @param result how it ended
     * @param detail what was seen; empty when there is nothing to add
     */
    public void check(String name, String result, String detail) {
        say("  %-4s %s%s".formatted(result, name, detail.isEmpty() ? "" : ": " + detail));
    }

    void ready(String part, String where) {
        say(String.format(Locale.ROOT, "  %-24s ready after %5.1f s   %s", part, seconds(elapsed()), where));
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
