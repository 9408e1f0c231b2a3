package dev.recoup.onboarding.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.events.cases.FirstCase;
import dev.recoup.onboarding.fixture.Platform;
import org.junit.jupiter.api.Test;

class CreditorReferenceTest {

    private static final String FIFTY = "r".repeat(50);

    @Test
    void the_publishers_own_reference_is_kept() {
        FirstCase plain = Platform.firstCase("case-1", "FR");
        FirstCase own = plain.toBuilder()
                .claim(plain.claim().toBuilder().creditorReference("RE-1").build())
                .build();
        assertThat(FirstCases.creditorReference(own)).isEqualTo("RE-1");
    }

    @Test
    void a_short_request_id_is_the_reference() {
        assertThat(FirstCases.creditorReference(Platform.firstCase(FIFTY, "FR")))
                .isEqualTo(FIFTY);
    }

    @Test
    void a_long_request_id_is_shortened_to_what_debitura_takes_and_stays_unique() {
        String one = FirstCases.creditorReference(Platform.firstCase(FIFTY + "1", "FR"));
        String other = FirstCases.creditorReference(Platform.firstCase(FIFTY + "2", "FR"));
        assertThat(one).matches("[0-9a-f]{50}").isNotEqualTo(other);
    }
}
