package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.RunningSandbox.Reply;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DivisionTest {

    private static final String SOUTH = "{\"companyName\":\"South\",\"city\":\"Lyon\",\"countryCode\":\"FR\"}";

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private String token;

    @BeforeEach
    void start() {
        SANDBOX.control("/reset", "");
        token = SANDBOX.readyClient("parts");
    }

    private Reply call(String method, String path, String body) {
        return SANDBOX.customer(token, method, path, body);
    }

    private String create() {
        return call("POST", "/divisions", SOUTH).json(201).get("id").asText();
    }

    private static String of(String division) {
        return "\"creditorDivisionId\":\"" + division + "\",";
    }

    @Test
    void a_division_is_created_read_replaced_and_deleted() {
        String path = "/divisions/" + create();
        assertThat(call("GET", path, "").json(200).at("/country/alpha2").asText())
                .isEqualTo("FR");

        JsonNode replaced = call("PUT", path, SOUTH.replace("South", "North")).json(200);

        assertThat(replaced.get("companyName").asText()).isEqualTo("North");
        assertThat(call("PUT", path, SOUTH.replace("FR", "XX")).json(400).has("countryCode"))
                .isTrue();
        assertThat(SANDBOX.customer(SANDBOX.readyClient("stranger"), "GET", path, "")
                        .status())
                .isEqualTo(404);
        assertThat(call("DELETE", path, "").status()).isEqualTo(204);
        assertThat(call("GET", path, "").status()).isEqualTo(404);
    }

    @Test
    void a_case_belongs_to_a_division_and_keeps_it_from_being_deleted() {
        String division = create();
        JsonNode created = SANDBOX.submit(token, "d1", claim("D-1", "FR", "10", of(division)))
                .json(200);
        SANDBOX.submit(token, "d2", claim("D-2")).json(200);

        assertThat(created.get("creditorDivisionId").asText()).isEqualTo(division);
        assertThat(call("GET", "/cases?DivisionIds=" + division, "").json(200).get("cases"))
                .hasSize(1);
        assertThat(call("DELETE", "/divisions/" + division, "").status()).isEqualTo(422);
        String unknown = of("00000000-0000-0000-0000-000000000001");
        assertThat(SANDBOX.submit(token, "d3", claim("D-3", "FR", "10", unknown))
                        .json(400)
                        .has("creditorDivisionId"))
                .isTrue();
    }

    @Test
    void an_archived_division_is_hidden_and_takes_no_more_cases() {
        String division = create();
        String kept = create();
        String archive = "/divisions/" + division + "/archive";

        assertThat(call("POST", archive, "").json(200).get("isArchived").asBoolean())
                .isTrue();

        assertThat(call("POST", archive, "").status()).isEqualTo(422);
        JsonNode shown = call("GET", "/divisions", "").json(200);
        assertThat(shown.get("divisions"))
                .extracting(view -> view.get("id").asText())
                .containsExactly(kept);
        assertThat(call("GET", "/divisions?includeArchived=true&pageSize=1", "")
                        .json(200)
                        .at("/page/totalPages")
                        .asInt())
                .isEqualTo(2);
        assertThat(SANDBOX.submit(token, "a1", claim("A-1", "FR", "10", of(division)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_same_key_makes_one_division() {
        Map<String, String> keyed = Map.of(
                "Authorization", "Bearer " + token, "Content-Type", "application/json", "Idempotency-Key", "south");
        String first = SANDBOX.customerWith(keyed, "POST", "/divisions", SOUTH)
                .json(201)
                .get("id")
                .asText();

        assertThat(SANDBOX.customerWith(keyed, "POST", "/divisions", SOUTH)
                        .json(201)
                        .get("id")
                        .asText())
                .isEqualTo(first);
        assertThat(SANDBOX.customerWith(keyed, "POST", "/divisions", SOUTH.replace("South", "North"))
                        .json(422)
                        .at("/businessErrors/0/type")
                        .asText())
                .isEqualTo("IdempotencyConflict");
        assertThat(call("GET", "/divisions", "").json(200).findValuesAsText("companyName"))
                .containsExactly("South");
    }
}
