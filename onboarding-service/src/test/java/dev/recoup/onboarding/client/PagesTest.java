package dev.recoup.onboarding.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesTest {

    @ParameterizedTest
    @CsvSource({
        "https://pages.example/companydetails/7,            https://pages.example/companydetails/7?returnUrl=",
        "https://pages.example/Approve?token=a%3Db,         https://pages.example/Approve?token=a%3Db&returnUrl=",
        "https://pages.example/Approve?,                    https://pages.example/Approve?returnUrl="
    })
    void the_return_address_is_encoded_and_joined_as_the_page_demands(String page, String expected) {
        assertThat(Pages.appendTo(page, "https://app.example/back?x=1&y=2"))
                .isEqualTo(expected + "https%3A%2F%2Fapp.example%2Fback%3Fx%3D1%26y%3D2");
    }

    @ParameterizedTest
    @CsvSource("https://pages.example/a#part, https://pages.example/a?returnUrl=https%3A%2F%2Fapp.example#part")
    void a_fragment_stays_at_the_end(String page, String expected) {
        assertThat(Pages.appendTo(page, "https://app.example")).isEqualTo(expected);
    }
}
