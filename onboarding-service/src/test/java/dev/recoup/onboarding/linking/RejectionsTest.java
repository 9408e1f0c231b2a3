package dev.recoup.onboarding.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.debitura.DebituraError;
import dev.recoup.events.refusals.Refusal;
import dev.recoup.events.refusals.RefusalCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectionsTest {

    @ParameterizedTest
    @CsvSource({
        "Users,                    /users",
        "Client.SupportEmail,      /client/supportEmail",
        "users[1].email,           /users/1/email",
        "Cases[0].Debtor.City,     /cases/0/claim/debtor/city",
        "Cases[12].DueDate,        /cases/12/claim/dueDate",
        "Cases[0].IsTest,          /cases/0/isTest",
        "Cases[0],                 /cases/0"
    })
    void a_field_of_debitura_is_shown_as_a_place_in_the_request(String field, String pointer) {
        assertThat(Rejections.pointer(field)).isEqualTo(pointer);
    }

    @Test
    void messages_of_debitura_are_not_repeated() {
        assertThat(Rejections.of(
                        new DebituraError.InvalidFields(400, Map.of("Client.Country", List.of("Atlantis is unknown")))))
                .containsExactly(Refusal.of(RefusalCode.REFUSED_BY_DEBITURA, "/client/country"));
    }

    @Test
    void a_rejection_without_a_field_is_about_the_whole_request() {
        assertThat(Rejections.of(new DebituraError.Unexplained(422)))
                .containsExactly(Refusal.of(RefusalCode.REFUSED_BY_DEBITURA, ""));
    }
}
