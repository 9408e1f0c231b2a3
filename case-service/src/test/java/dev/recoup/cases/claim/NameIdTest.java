package dev.recoup.cases.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class NameIdTest {
    private static final UUID CASE = UUID.fromString("0d5a51d4-64f4-4b0f-9f5a-3f6a5b1f0c01");

    @Test
    void the_same_case_has_the_same_collection_id_for_ever() {
        assertThat(NameId.ofCase(CASE)).isEqualTo("1a6e7ca6-46f1-534f-b895-9c7e8587041b");
    }

    @Test
    void the_id_is_a_version_5_uuid() {
        UUID id = UUID.fromString(NameId.ofCase(CASE));

        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void another_case_has_another_id() {
        assertThat(NameId.ofCase(UUID.fromString("0d5a51d4-64f4-4b0f-9f5a-3f6a5b1f0c02")))
                .isNotEqualTo(NameId.ofCase(CASE));
    }
}
