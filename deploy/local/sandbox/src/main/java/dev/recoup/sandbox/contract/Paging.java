package dev.recoup.sandbox.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One page of a list (guide 26).
 *
 * @param items what is on the page
 * @param page the paging block
 * @param <T> type of the items
 */
public record Paging<T>(List<T> items, ObjectNode page) {

    /** Cuts the page that the call asks for; {@code sizeByDefault} is what the document states. */
    public static <T> Paging<T> cut(List<T> all, Call call, int sizeByDefault) {
        int size = call.query("PageSize", sizeByDefault);
        int number = call.query("Page", 1);
        int from = (int) Math.min(all.size(), (number - 1L) * size);
        List<T> items = all.subList(from, Math.min(all.size(), from + size));
        ObjectNode page = Json.object()
                .put("totalResults", all.size())
                .put("pageSize", size)
                .put("currentPage", number)
                .put("responseCount", items.size())
                .put("totalPages", (all.size() + size - 1) / size);
        return new Paging<>(items, page);
    }
}
