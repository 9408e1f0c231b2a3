package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.RunningSandbox.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeprecatedOperationsTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private static final Map<String, String> CREDITOR =
            Map.of("XApiKey", "sandbox-creditor-key", "Content-Type", "application/json");

    private static Reply call(String method, String path, String body) {
        return SANDBOX.customerWith(CREDITOR, method, path, body);
    }

    @Test
    void replaying_since_a_moment_counts_cases_and_delivers_nothing() {
        try (Receiver receiver = new Receiver()) {
            String id = call(
                            "POST",
                            "/webhooks",
                            "{\"url\":\"%s\",\"events\":[\"case.created\"]}".formatted(receiver.url()))
                    .json(201)
                    .get("id")
                    .asText();
            call("POST", "/cases", claim("OLD")).json(200);
            SANDBOX.control("/clock/advance", "{\"seconds\":3600}");
            call("POST", "/cases", claim("NEW-1")).json(200);
            JsonNode newest = call("POST", "/cases", claim("NEW-2")).json(200);
            SANDBOX.submit(SANDBOX.readyClient("other"), "o", claim("OTHER")).json(200);
            await().until(() -> receiver.deliveries().size() == 3);
            long before = SANDBOX.control("GET", "/state/counts", "")
                    .json(200)
                    .get("deliveries")
                    .asLong();
            String since = "{\"sinceUtc\":\"%s\"}"
                    .formatted(newest.get("dateCreated").asText().substring(0, 16) + ":00Z");

            for (String path : new String[] {"/webhooks/" + id + "/replay", "/webhooks/" + id + ":replay"}) {
                assertThat(call("POST", path, since).json(200).toString()).isEqualTo("{\"eventsReplayed\":2}");
                assertThat(call("POST", path, "{}").status()).isEqualTo(400);
                assertThat(call("POST", path.replace(id, "00000000-0000-0000-0000-000000000001"), since)
                                .status())
                        .isEqualTo(404);
            }

            assertThat(SANDBOX.control("GET", "/state/counts", "")
                            .json(200)
                            .get("deliveries")
                            .asLong())
                    .isEqualTo(before);
        }
    }

    @Test
    void a_jurisdiction_is_found_by_its_code_or_name() {
        for (String path : new String[] {"/coverage/search", "/coverage/:search"}) {
            assertThat(call("GET", path + "?q=fr", "")
                            .json(200)
                            .get("countryAlpha2")
                            .asText())
                    .isEqualTo("FR");
            JsonNode florida = call("GET", path + "?q=FL", "").json(200);
            assertThat(florida.get("usStateAlpha2").asText()).isEqualTo("FL");
            assertThat(florida.at("/partners/0/partnerName").asText()).isEqualTo("Sunshine Ledger Recovery");
            assertThat(call("GET", path + "?q=Belgium", "")
                            .json(200)
                            .get("jurisdiction")
                            .asText())
                    .isEqualTo("Belgium");
            assertThat(call("GET", path + "?q=Atlantis", "").status()).isEqualTo(404);
            assertThat(call("GET", path, "").status()).isEqualTo(400);
        }
    }
}
