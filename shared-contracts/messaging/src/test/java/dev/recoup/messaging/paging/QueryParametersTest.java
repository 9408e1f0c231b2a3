package dev.recoup.messaging.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.WebApplicationException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {

    @Test
    void a_period_is_read_from_its_first_to_its_last_year() {
        assertThat(Period.of(Optional.of("1970-01-01T00:00:00Z"), Optional.of("9999-12-31T23:59:59Z")))
                .isEqualTo(new Period(Optional.of(Instant.EPOCH), Optional.of(Instant.parse("9999-12-31T23:59:59Z"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+300000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "9999-12-31T23:59:59-01:00",
                "1970-01-01T00:00:00+01:00",
                "-0044-03-15T12:00:00Z",
                "2026-01-01",
                ""
            })
    void a_time_that_the_database_cannot_take_is_none(String time) {
        isRefused(() -> Period.of(Optional.of(time), Optional.empty()));
        isRefused(() -> Period.of(Optional.empty(), Optional.of(time)));
    }

    @Test
    void any_character_can_be_looked_for() {
        assertThat(SearchText.of("tenant", Optional.of("Ü漢🙂"))).contains("Ü漢🙂");
        assertThat(SearchText.of("tenant", Optional.empty())).isEmpty();
    }

    @Test
    void half_a_character_and_control_characters_cannot() {
        for (String text : new String[] {"\ud800", "a\udc00b", "🙂\ud83d", "a\0", "\n"}) {
            isRefused(() -> SearchText.of("tenant", Optional.of(text)));
        }
    }

    private static void isRefused(Runnable reading) {
        assertThatThrownBy(reading::run).isInstanceOfSatisfying(WebApplicationException.class, refused -> assertThat(
                        refused.getResponse().getStatus())
                .isEqualTo(400));
    }
}
