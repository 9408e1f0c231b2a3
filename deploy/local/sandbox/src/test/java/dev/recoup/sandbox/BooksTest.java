package dev.recoup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the books of a filled sandbox are read, and bursts of events are made. */
class BooksTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    @BeforeEach
    void empty() {
        SANDBOX.control("/reset", "{}");
    }

    private static void seed(int cases) {
        SANDBOX.control("/seed", "{\"clients\":3,\"cases\":%d,\"seed\":7}".formatted(cases));
    }

    private static List<String> ids(JsonNode cases) {
        List<String> ids = new ArrayList<>();
        cases.forEach(each -> ids.add(each.get("id").asText()));
        return ids;
    }

    @Test
    void counts_say_how_much_there_is() {
        seed(12);

        JsonNode counts = SANDBOX.control("GET", "/state/counts", "").json(200);

        assertThat(counts.get("clients").asInt()).isEqualTo(3);
        assertThat(counts.get("cases").asInt()).isEqualTo(12);
        assertThat(counts.get("violations").asInt()).isZero();
    }

    @Test
    void pages_of_cases_put_together_are_all_cases_in_the_order_of_their_creation() {
        seed(12);

        List<String> paged = new ArrayList<>();
        for (int from = 0; from < 15; from += 5) {
            paged.addAll(ids(SANDBOX.control("GET", "/state/cases?limit=5&from=" + from, "")
                    .json(200)
                    .get("cases")));
        }

        assertThat(paged).hasSize(12).isEqualTo(ids(SANDBOX.state().get("cases")));
        assertThat(SANDBOX.control("GET", "/state/cases?limit=10001", "").status())
                .isEqualTo(422);
        assertThat(SANDBOX.control("GET", "/state/cases?from=x", "").status()).isEqualTo(422);
    }

    @Test
    void the_whole_state_of_very_many_cases_is_refused_and_their_pages_are_given() {
        seed(50_001);

        assertThat(SANDBOX.control("GET", "/state", "").status()).isEqualTo(422);
        assertThat(ids(SANDBOX.control("GET", "/state/cases?from=50000", "")
                        .json(200)
                        .get("cases")))
                .hasSize(1);
    }

    @Test
    void windows_of_time_put_together_are_all_cases_of_the_partner() {
        seed(40);
        JsonNode state = SANDBOX.state().get("cases");
        String middle = SANDBOX.referral("/cases?Sort=DateCreated:asc&Page=21&PageSize=1")
                .json(200)
                .at("/cases/0/dateCreated")
                .asText();

        JsonNode early = window("&ToDate=" + java.time.Instant.parse(middle).minusMillis(1));
        JsonNode late = window("&FromDate=" + middle);

        List<String> both = ids(early.get("cases"));
        both.addAll(ids(late.get("cases")));
        assertThat(both).isEqualTo(ids(state));
        assertThat(early.at("/summary/totalCases").asInt()).isEqualTo(20);
        assertThat(late.at("/page/totalResults").asInt()).isEqualTo(20);
        assertThat(ids(window("").get("cases"))).isEqualTo(both);
        assertThat(ids(SANDBOX.referral("/cases?PageSize=100").json(200).get("cases")))
                .isEqualTo(both.reversed());
        assertThat(ids(window("&ExternalTenantId=seed-7-1").get("cases")))
                .hasSize(13)
                .isSubsetOf(both);
    }

    private static JsonNode window(String bounds) {
        return SANDBOX.referral("/cases?Sort=DateCreated:asc&PageSize=100" + bounds)
                .json(200);
    }

    @Test
    void a_burst_announces_one_case_after_the_other_and_begins_again_after_the_last() {
        seed(2);
        try (Receiver receiver = new Receiver()) {
            SANDBOX.referral(
                            "POST",
                            "/v1/Webhooks",
                            "{\"url\":\"%s\",\"events\":[\"case.updated\"]}".formatted(receiver.url()))
                    .json(200);

            JsonNode burst = SANDBOX.control("/cases/announce", "{\"count\":3}");

            org.awaitility.Awaitility.await().until(() -> receiver.deliveries().size() == 3);
            List<String> cases = new ArrayList<>();
            List<String> events = new ArrayList<>();
            receiver.deliveries().forEach(delivery -> {
                JsonNode envelope = new RunningSandbox.Reply(200, delivery.text()).json();
                cases.add(envelope.get("data").get("caseId").asText());
                events.add(envelope.get("id").asText());
            });
            List<String> raised = new ArrayList<>();
            burst.get("events").forEach(id -> raised.add(id.asText()));
            assertThat(events).containsExactlyInAnyOrderElementsOf(raised).doesNotHaveDuplicates();
            List<String> all = ids(SANDBOX.state().get("cases"));
            assertThat(cases).containsExactlyInAnyOrder(all.get(0), all.get(1), all.get(0));
        }
        assertThat(SANDBOX.control("POST", "/cases/announce", "{\"count\":0}").status())
                .isEqualTo(422);
    }
}
