package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloseCodeTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private static String token;

    @BeforeAll
    static void start() {
        token = SANDBOX.readyClient("closing");
    }

    private static String submit(String reference) {
        return SANDBOX.submit(token, reference, claim("")).json(200).get("id").asText();
    }

    private static int close(String id, String code) {
        return SANDBOX.control(
                        "POST",
                        "/cases/" + id + "/lifecycle",
                        "{\"to\":\"Closed\",\"closeCode\":\"%s\"}".formatted(code))
                .status();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Paid",
                "Partially paid",
                "Debtor Insolvent/Bankrupt",
                "Debtor Untraceable",
                "Disputed – Legal Action Declined by Client",
                "Withdrawn by Client",
                "Pre-Legal Exhausted – No Payment",
                "Statute of Limitations Expired",
                "Settlement Rejected by Client",
                "Unresponsive Client",
                "Uneconomical to Pursue",
                "Other",
                "Case never started",
                "Case never started - Internal",
                "Invalid Case Data",
                "No Quotes Received",
                "Quotes Expired – Not Accepted",
            })
    void a_case_ends_with_each_documented_code(String code) {
        String id = submit(code.replaceAll("[^A-Za-z]", ""));
        assertThat(SANDBOX.referral("/cases/" + id).json(200).get("closeCode").isNull())
                .isTrue();

        assertThat(close(id, code)).isEqualTo(200);

        assertThat(SANDBOX.referral("/cases/" + id).json(200).get("closeCode").asText())
                .isEqualTo(code);
    }

    @Test
    void a_case_ends_with_no_other_code() {
        String id = submit("other");

        assertThat(close(id, "Pre-Legal Exhausted - No Payment")).isEqualTo(422);
        assertThat(close(id, "paid")).isEqualTo(422);
        assertThat(SANDBOX.referral("/cases/" + id)
                        .json(200)
                        .get("dateFinished")
                        .isNull())
                .isTrue();
    }
}
