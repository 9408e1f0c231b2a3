package dev.recoup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PopulationTest {

    private static final String CENSUS =
            "{\"clients\":7,\"cases\":5000,\"payments\":6000,\"transactions\":5500,\"seed\":%d}";

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    @BeforeEach
    void reset() {
        SANDBOX.control("/reset", "");
    }

    private static ObjectNode filled(long seed) {
        SANDBOX.control("/reset", "");
        SANDBOX.control("/seed", CENSUS.formatted(seed));
        return ((ObjectNode) SANDBOX.state()).without(List.of("requests"));
    }

    @Test
    void the_same_seed_gives_the_same_data_and_another_seed_other_data() {
        ObjectNode first = filled(11);

        assertThat(filled(11)).isEqualTo(first);
        assertThat(filled(12).get("cases")).isNotEqualTo(first.get("cases"));
        assertThat(first.get("clients")).hasSize(7);
        assertThat(first.get("cases")).hasSize(5000);
        assertThat(first.get("payments")).hasSize(6000);
        assertThat(first.get("transactions")).hasSize(5500);
    }

    @Test
    void what_is_filled_in_can_be_read_like_what_was_made_by_calls() {
        SANDBOX.control("/seed", CENSUS.formatted(1));

        JsonNode found = SANDBOX.referral("/cases?PageSize=1&Sort=DateCreated:desc&ExternalTenantId=seed-1-3")
                .json(200)
                .at("/cases/0");
        assertThat(found.at("/client/externalTenantId").asText()).isEqualTo("seed-1-3");
        assertThat(SANDBOX.referral("/cases/" + found.get("id").asText()).status())
                .isEqualTo(200);
        assertThat(SANDBOX.customer(
                                SANDBOX.token("seed-1-3"),
                                "GET",
                                "/cases/" + found.get("id").asText(),
                                "")
                        .status())
                .isEqualTo(200);
        JsonNode reported =
                SANDBOX.referral("/reporting/transactions?PageSize=100").json(200);
        assertThat(reported.at("/page/totalResults").asInt()).isEqualTo(5500);
        assertThat(StreamSupport.stream(SANDBOX.state().at("/earned/byStage").spliterator(), false)
                        .mapToInt(stage -> stage.get("count").asInt())
                        .sum())
                .isEqualTo(5500);
        assertThat(SANDBOX.state().get("violations")).isEmpty();
    }

    @Test
    void no_subscriber_hears_of_it() {
        SANDBOX.referral(
                        "POST",
                        "/v1/Webhooks",
                        "{\"url\":\"http://127.0.0.1:9/\",\"events\":[\"case.created\",\"case.updated\",\"case.closed\"]}")
                .json(200);

        SANDBOX.control("/seed", CENSUS.formatted(1));

        assertThat(SANDBOX.state().get("deliveries")).isEmpty();
    }

    @Test
    void a_census_that_cannot_be_is_refused() {
        for (String wrong : List.of(
                "{\"cases\":1}",
                "{\"clients\":1,\"payments\":1}",
                "{\"clients\":1,\"cases\":10,\"payments\":1,\"transactions\":2}",
                "{\"clients\":1,\"cases\":9,\"payments\":1,\"transactions\":0}",
                "{\"clients\":1,\"cases\":10,\"payments\":101}",
                "{\"clients\":-1}")) {
            assertThat(SANDBOX.control("POST", "/seed", wrong).status())
                    .as(wrong)
                    .isEqualTo(422);
        }
        SANDBOX.control("/seed", "{\"clients\":1}");
        assertThat(SANDBOX.control("POST", "/seed", "{\"clients\":1}").status()).isEqualTo(422);
    }
}
