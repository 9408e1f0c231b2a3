package dev.recoup.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.debitura.RetryPolicy;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The pauses that this service is shipped with are those of the one table. */
class RetryTableTest {

    @Test
    void calls_to_debitura_are_repeated_as_the_table_says() throws Exception {
        assertThat(shipped("firstBackOff")).isEqualTo(RetryPolicy.FIRST_PAUSE);
        assertThat(shipped("longestBackOff")).isEqualTo(RetryPolicy.LONGEST_PAUSE);
    }

    private static Duration shipped(String name) throws NoSuchMethodException {
        return new DurationConverter()
                .convert(RevenueConfig.class
                        .getMethod(name)
                        .getAnnotation(WithDefault.class)
                        .value());
    }
}
