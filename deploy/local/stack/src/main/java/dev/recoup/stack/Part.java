package dev.recoup.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A running part of the stack: its name, its process as far as it has one here, and how it is ended. */
record Part(String name, Optional<ProcessHandle> process, Runnable ending) {

    /** Memory held by it and its children, in megabytes; what several processes share is counted once. */
    long residentMegabytes() {
        return process.map(Part::residentKilobytes).orElse(0L) / 1024;
    }

    private static long residentKilobytes(ProcessHandle process) {
        List<ProcessHandle> children = process.equals(ProcessHandle.current())
                ? List.of()
                : process.descendants().toList();
        return children.isEmpty()
                ? residentSet(process)
                : Stream.concat(Stream.of(process), children.stream())
                        .mapToLong(Part::proportionalSet)
                        .sum();
    }

    private static long proportionalSet(ProcessHandle process) {
        try {
            return kilobytes(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup"), "Pss:");
        } catch (IOException e) {
            return residentSet(process);
        }
    }

    private static long residentSet(ProcessHandle process) {
        try {
            return kilobytes(Path.of("/proc", Long.toString(process.pid()), "status"), "VmRSS:");
        } catch (IOException e) {
            return 0;
        }
    }

    private static long kilobytes(Path file, String field) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                    .findFirst()
                    .orElse(0);
        }
    }
}
