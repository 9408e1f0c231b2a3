package dev.recoup.debitura;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageReaderTest {

    private record Numbers(PageInfo info, List<Integer> rows) {}

    private final PageReader<Numbers, Integer> reader = new PageReader<>(Numbers::info, Numbers::rows, row -> row);
    private final List<Integer> asked = new ArrayList<>();
    private final List<Integer> read = new ArrayList<>();

    @Test
    void reading_ends_with_the_last_page() {
        read(page(3, 1, 2), page(3, 3, 4), page(3, 5));

        assertThat(asked).containsExactly(1, 2, 3);
        assertThat(read).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void a_row_that_drifts_into_the_next_page_is_read_once() {
        read(page(2, 1, 2), page(2, 2, 3));

        assertThat(read).containsExactly(1, 2, 3);
    }

    @Test
    void an_empty_list_is_one_empty_page() {
        read(page(0));

        assertThat(asked).containsExactly(1);
        assertThat(read).isEmpty();
    }

    @Test
    void a_list_that_shrinks_while_it_is_read_ends_with_the_empty_page() {
        read(page(3, 1, 2), page(3));

        assertThat(asked).containsExactly(1, 2);
    }

    @Test
    void a_page_without_paging_block_ends_when_it_is_not_full() {
        read(new Numbers(null, List.of(1, 2)));

        assertThat(asked).containsExactly(1);
        assertThat(read).containsExactly(1, 2);
    }

    private void read(Numbers... pages) {
        reader.read(
                number -> {
                    asked.add(number);
                    return pages[number - 1];
                },
                (page, rows) -> read.addAll(rows));
    }

    private static Numbers page(int totalPages, Integer... rows) {
        return new Numbers(new PageInfo(5, 2, 1, rows.length, totalPages), List.of(rows));
    }
}
