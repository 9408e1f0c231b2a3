package dev.recoup.load.sandbox;

import dev.recoup.load.Figures;
import java.io.PrintStream;
import java.util.Locale;

/** The figures as a person reads them: each beside its floor and its target. */
record SandboxTable(Figures figures) {

    private static final int TARGET_READS = 3_000;
    private static final int TARGET_CREATES = 1_000;
    private static final int TARGET_DELIVERIES = 5_000;
    private static final int TARGET_MEGABYTES = 2_000;

    void print(PrintStream out) {
        out.printf("%-22s %10s %10s %9s %10s%n", "", "measured", "floor", "of floor", "wanted");
        row(out, "GET /cases/{id} per s", "reads", TARGET_READS);
        row(out, "POST /cases per s", "creates", TARGET_CREATES);
        row(out, "deliveries per s", "deliveries", TARGET_DELIVERIES);
        out.printf(
                Locale.ROOT,
                "%-22s %,10.0f %10s %9s %10s  with %,.0f clients and %,.0f cases%n",
                "resident MB, peak",
                figures.value("rss_mb"),
                "",
                "",
                String.format(Locale.ROOT, "< %,d", TARGET_MEGABYTES),
                figures.value("clients"),
                figures.value("cases"));
        out.printf(
                Locale.ROOT,
                "verified: %,.0f reads, %,.0f creates, %,.0f deliveries; errors %.0f, lost %.0f, duplicated %.0f%n",
                figures.value("reads_verified"),
                figures.value("creates_verified"),
                figures.value("deliveries_verified"),
                figures.value("errors"),
                figures.value("lost"),
                figures.value("duplicated"));
    }

    private void row(PrintStream out, String title, String name, int target) {
        double measured = figures.value(name + "_per_s");
        double floor = figures.value(name + "_floor_per_s");
        out.printf(
                Locale.ROOT,
                "%-22s %,10.0f %,10.0f %7.0f %% %10s%n",
                title,
                measured,
                floor,
                100 * measured / floor,
                String.format(Locale.ROOT, ">= %,d", target));
    }
}
