package dev.recoup.messaging.paging;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list, the body of its answer.
 *
 * @param items what is on this page
 * @param next the cursor of the next page; left out on the last one
 */
public record Page<T>(List<T> items, Optional<String> next) {

    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Makes a page of what was found.
     *
     * @param found up to {@link Paging#lookFor()} items, in the list's order
     * @param paging what was asked for
     * @param position tells an item's place in the list's order, from which the next page goes on
     */
    public static <T> Page<T> of(List<T> found, Paging paging, Function<T, String> position) {
        if (found.size() <= paging.limit()) {
            return new Page<>(found, Optional.empty());
        }
        List<T> items = found.subList(0, paging.limit());
        return new Page<>(items, Optional.of(cursor(position.apply(items.getLast()))));
    }

    /** Makes a page of other items, one for one, that goes on at the same place. */
    public <R> Page<R> map(Function<T, R> to) {
        return new Page<>(items.stream().map(to).toList(), next);
    }

    private static String cursor(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }
}
