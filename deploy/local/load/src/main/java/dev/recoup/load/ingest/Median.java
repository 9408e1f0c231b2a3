package dev.recoup.load.ingest;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle one of several measurements, taken whole. */
final class Median {

    private Median() {}

    static <T> T of(List<T> measurements, ToDoubleFunction<T> by) {
        return measurements.stream()
                .sorted(Comparator.comparingDouble(by))
                .toList()
                .get(measurements.size() / 2);
    }
}
