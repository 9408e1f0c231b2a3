package dev.recoup.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.debitura.RetryPolicy;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pauses that this service is shipped with are those of the one table. */
class RetryTableTest {

    @ParameterizedTest
    @ValueSource(classes = {CaseServiceConfig.Submission.class, CaseServiceConfig.Tracking.class})
    void calls_to_debitura_are_repeated_as_the_table_says(Class<?> settings) throws Exception {
        assertThat(shipped(settings, "retryFirst")).isEqualTo(RetryPolicy.FIRST_PAUSE);
        assertThat(shipped(settings, "retryCeiling")).isEqualTo(RetryPolicy.LONGEST_PAUSE);
    }

    private static Duration shipped(Class<?> settings, String name) throws NoSuchMethodException {
        return new DurationConverter()
                .convert(settings.getMethod(name)
                        .getAnnotation(WithDefault.class)
                        .value());
    }
}
