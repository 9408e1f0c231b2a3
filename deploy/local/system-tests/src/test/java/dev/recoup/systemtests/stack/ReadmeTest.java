package dev.recoup.systemtests.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void the_bullets_of_one_section_are_read_however_they_are_written() {
        Readme readme = new Readme("""
                # Product
                * not this
                ## The day in the life
                It begins.

                * a client is `ready`
                * a case, which is a long story,
                  is paid.
                - an end

                ## Figures
                * nor this
                """.lines().toList());

        assertThat(readme.bullets("The day in the life"))
                .isEqualTo(List.of("a client is ready", "a case, which is a long story, is paid", "an end"));
    }
}
