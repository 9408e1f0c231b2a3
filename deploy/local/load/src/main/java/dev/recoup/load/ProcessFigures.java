package dev.recoup.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What the operating system says about a process; Linux only.
 *
 * @param pid the process
 */
public record ProcessFigures(long pid) {

    /** Memory resident now. */
    public long residentMegabytes() {
        return kilobytes("VmRSS:") / 1024;
    }

    /** The most memory that was ever resident. */
    public long peakMegabytes() {
        return kilobytes("VmHWM:") / 1024;
    }

    /** Processor time used so far, by all threads. */
    public Duration processorTime() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    private long kilobytes(String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            throw new UncheckedIOException("Process " + pid + " is gone", gone);
        }
    }
}
