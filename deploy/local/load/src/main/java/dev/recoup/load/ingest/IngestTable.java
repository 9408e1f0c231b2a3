package dev.recoup.load.ingest;

import dev.recoup.load.Figures;
import java.io.PrintStream;
import java.util.Locale;

/** What a run came to, for people. */
final class IngestTable {

    private final Figures figures;

    IngestTable(Figures figures) {
        this.figures = figures;
    }

    void print(PrintStream out) {
        out.printf("%-44s %12s %12s%n", "", "measured", "wanted");
        row(out, "deliveries per s, saturated", "saturated_per_s", "%,12.0f", "");
        row(out, "  of one transaction per delivery", "saturated_vs_ungrouped", "%12.2f", ">= 2");
        row(out, "  of forwarding to Kafka unverified", "saturated_vs_forward", "%12.2f", ">= 1");
        row(out, "  of an empty handler", "saturated_vs_ceiling", "%12.2f", ">= 0.5");
        row(out, "  of the database's copying the same rows", "saturated_vs_database", "%12.2f", "");
        row(out, "  generator's thread busy there, share", "ceiling_generator_busy_128", "%12.2f", "");
        row(out, "rate for latencies, per s", "half_per_s", "%,12.0f", "");
        row(out, "p99 there, ms", "p99_ms_at_half", "%12.2f", "");
        row(out, "  of forwarding's", "p99_vs_forward", "%12.2f", "<= 1");
        row(out, "  of forwarding's that does not wait for more", "p99_vs_forward_without_linger", "%12.2f", "");
        row(out, "  of the disk alone, ms", "disk_p99_ms_at_half", "%12.2f", "");
        row(out, "answer to topic, p99 ms", "accept_to_topic_p99_ms", "%12.0f", "< 150");
        row(out, "drain after an outage, per s", "drain_per_s", "%,12.0f", ">= 10,000");
        row(out, "  of forwarding's rate", "drain_vs_forward", "%12.2f", "");
        row(out, "resident MB, peak", "rss_mb", "%12.0f", "< 400");
        row(out, "  of an empty handler, MB", "ceiling_rss_mb", "%12.0f", "");
        row(out, "  growth, MB per min", "rss_slope_mb_per_min", "%12.2f", "< 1");
        out.printf(
                Locale.ROOT,
                "every accepted event looked for in Kafka: lost %.0f, duplicated %.0f, overtaken %.0f, errors %.0f%n",
                figures.value("lost"),
                figures.value("duplicated"),
                figures.value("overtaken"),
                figures.value("errors"));
    }

    private void row(PrintStream out, String title, String name, String format, String wanted) {
        out.printf(Locale.ROOT, "%-44s " + format + " %12s%n", title, figures.value(name), wanted);
    }
}
