package dev.recoup.debitura;

import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Reads a list to its end (guide 26). Offset paging drifts while data changes, so a row seen twice is handed out once.
 *
 * @param info where a page stands
 * @param rows rows of a page
 * @param id identity of a row
 * @param <P> page
 * @param <T> row
 */
record PageReader<P, T>(Function<P, PageInfo> info, Function<P, List<T>> rows, Function<T, Object> id) {

    /** The largest page that Debitura serves. */
    static final int LARGEST_PAGE = 100;

    void read(IntFunction<P> fetch, BiConsumer<P, List<T>> onPage) {
        var seen = new HashSet<>();
        for (int number = 1; ; number++) {
            var page = fetch.apply(number);
            var all = rows.apply(page);
            onPage.accept(
                    page, all.stream().filter(row -> seen.add(id.apply(row))).toList());
            if (isLast(number, info.apply(page), all.size())) {
                return;
            }
        }
    }

    private static boolean isLast(int number, PageInfo info, int size) {
        return size == 0 || (info == null ? size < LARGEST_PAGE : number >= info.totalPages());
    }
}
