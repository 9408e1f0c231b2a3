package dev.recoup.load.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void the_middle_measurement_counts_whatever_the_order() {
        assertThat(Median.of(List.of(9.0, 1.0, 5.0), value -> value)).isEqualTo(5.0);
    }
}
