package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.RunningSandbox.Reply;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CaseworkTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private String token;

    @BeforeEach
    void start() {
        SANDBOX.control("/reset", "");
        token = SANDBOX.readyClient("worker");
    }

    private Reply call(String method, String path, String body) {
        return SANDBOX.customer(token, method, path, body);
    }

    private JsonNode get(String path) {
        return call("GET", path, "").json(200);
    }

    private String submit(String reference, String more) {
        return SANDBOX.submit(token, reference, claim(reference, "FR", "100", more))
                .json(200)
                .get("id")
                .asText();
    }

    private static void move(String id, String to) {
        SANDBOX.control("/cases/" + id + "/lifecycle", "{\"to\":\"" + to + "\"}");
    }

    @Test
    void a_creditor_reads_its_profile_and_its_team_with_its_own_key() {
        Map<String, String> key = Map.of("XApiKey", "sandbox-creditor-key");

        JsonNode users = SANDBOX.customerWith(key, "GET", "/users", "").json(200);

        assertThat(users.get("users"))
                .extracting(user -> user.get("name").asText())
                .containsExactly("Ada Direct", "Bo Direct");
        assertThat(users.at("/page/pageSize").asInt()).isEqualTo(50);
        assertThat(SANDBOX.customerWith(key, "GET", "/me", "")
                        .json(200)
                        .get("companyName")
                        .asText())
                .isEqualTo("Direct Creditor ApS");
        assertThat(get("/me").get("companyName").asText()).isEqualTo("worker A/S");
    }

    @Test
    void the_timeline_tells_every_step_in_order() {
        String id = submit("T-1", "");
        move(id, "Active");
        move(id, "Paused");

        JsonNode timeline = get("/cases/" + id + "/timeline");

        assertThat(timeline.get("items"))
                .extracting(item -> item.get("description").asText())
                .containsExactly("Pending Verification Internal", "Active", "Paused");
        assertThat(timeline.get("currentEngagementPhase").asText()).isEqualTo("Pre-legal");
    }

    @Test
    void a_member_of_the_team_writes_into_the_chat() {
        String chats = "/cases/" + submit("C-1", "") + "/chats";
        String user = get("/users").at("/users/0/id").asText();

        call("POST", chats, "{\"message\":\"one\",\"userEmail\":\"worker@ready.example\"}")
                .json(200);
        call("POST", chats, "{\"message\":\"two\",\"userId\":\"" + user + "\"}").json(200);

        assertThat(get(chats)).extracting(chat -> chat.get("message").asText()).containsExactly("one", "two");
        assertThat(get(chats).at("/0/roleLabel").asText()).isEqualTo("Creditor");
        assertThat(call("POST", chats, "{\"message\":\"x\"}")
                        .json(400)
                        .get("error")
                        .asText())
                .isEqualTo("MissingUserIdentifier");
        assertThat(call("POST", chats, "{\"message\":\"x\",\"userEmail\":\"a@b.example\"}")
                        .json(400)
                        .get("error")
                        .asText())
                .isEqualTo("InvalidUserEmail");
        String other = SANDBOX.readyClient("stranger");
        assertThat(SANDBOX.customer(other, "GET", chats, "").status()).isEqualTo(404);
    }

    @Test
    void tasks_are_there_as_long_as_their_cause() {
        String id = submit("K-1", "");
        assertThat(get("/tasks").get("tasks")).isEmpty();
        move(id, "NeedsAdditionalDetails");
        SANDBOX.control("/clients/worker", "{\"agreement\":\"outdated\"}");

        JsonNode tasks = get("/tasks").get("tasks");

        assertThat(tasks)
                .extracting(task -> task.get("type").asText())
                .containsExactly("SignContract", "MoreInfoNeeded");
        assertThat(tasks.at("/1/action/path").asText()).isEqualTo("/cases/{caseId}/chats");
        assertThat(get("/cases/" + id + "/tasks")).hasSize(1);
        assertThat(get("/tasks?type=SignContract").get("tasks")).hasSize(1);
        assertThat(get("/tasks?status=Solved").get("tasks")).isEmpty();
        assertThat(call("GET", "/tasks?status=Done", "").status()).isEqualTo(400);
        move(id, "Active");
        assertThat(get("/cases/" + id + "/tasks")).isEmpty();
    }

    @Test
    void a_preview_knows_what_this_creditor_has_to_do_first() {
        String asked =
                "{\"amountToRecover\":500,\"currencyCode\":\"USD\",\"debtor\":{\"type\":\"Private\",\"countryAlpha2\":\"GB\"}}";

        JsonNode result = call("POST", "/cases/preview", asked).json(200).get("result");

        assertThat(result.get("isEligible").asBoolean()).isTrue();
        assertThat(result.at("/pricingPreview/totalSuccessFeePercentage").asText())
                .isEqualTo("25");
        assertThat(result.get("requiredActions"))
                .extracting(action -> action.get("type").asText())
                .containsExactly("MissingKycVerification");
        assertThat(result.at("/signingHandoff/combinedSigningUrl").asText()).contains("/Signing/");
        JsonNode french = call("POST", "/cases/preview", asked.replace("GB", "FR"))
                .json(200)
                .get("result");
        assertThat(french.get("requiredActions")).isEmpty();
        assertThat(french.get("signingHandoff").isNull()).isTrue();
        assertThat(call("POST", "/cases/preview", asked.replace("GB", "KP"))
                        .json(200)
                        .at("/result/isEligible")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void coverage_is_listed_and_asked_for_one_debtor() {
        JsonNode first = get("/coverage").get(0);
        assertThat(first.get("country").asText()).isEqualTo("Australia");
        assertThat(first.at("/partners/0/signed").asBoolean()).isFalse();
        assertThat(first.at("/partners/0/solutionUrl").asText()).contains("/PowerOfAttorney/Sign/");
        assertThat(get("/coverage/" + first.get("jurisdictionId").asText())).isEqualTo(first);
        assertThat(call("GET", "/coverage/99999", "").status()).isEqualTo(404);
        String asked =
                "{\"countryAlpha2\":\"SE\",\"debtorType\":\"Private\",\"amount\":640.5,\"currencyCode\":\"SEK\"}";

        JsonNode eligible = call("POST", "/coverage/check-eligibility", asked).json(200);

        assertThat(eligible.at("/partner/name").asText()).isEqualTo("Norden Inkasso");
        JsonNode refused = call("POST", "/coverage/check-eligibility", asked.replace("SE\"", "KP\""))
                .json(200);
        assertThat(refused.get("isEligible").asBoolean()).isFalse();
        assertThat(call("POST", "/coverage/check-eligibility", asked.replace("SE\"", "US\""))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_test_case_is_moved_along_and_removed() {
        String id = submit("A-1", "\"isTest\":true,\"tag\":\"run\",");
        String advance = "/test/cases/" + id + "/advance";

        assertThat(call("POST", advance, "{\"to\":\"Active\"}")
                        .json(200)
                        .get("advanced")
                        .asBoolean())
                .isTrue();
        assertThat(call("POST", advance, "{\"to\":\"Active\"}")
                        .json(200)
                        .get("advanced")
                        .asBoolean())
                .isFalse();
        assertThat(call("POST", advance, "{\"to\":\"Closed:Paid\"}").status()).isEqualTo(400);
        assertThat(call("POST", advance, "{\"to\":\"Closed:Paid\",\"amount\":40}")
                        .json(200)
                        .get("state")
                        .asText())
                .isEqualTo("Closed:Paid");
        assertThat(get("/cases/" + id + "/payments")).hasSize(1);
        assertThat(call("POST", advance, "{\"to\":\"Closed:NoPayment\"}").status())
                .isEqualTo(400);
        assertThat(call("DELETE", "/test/cases/" + id, "").status()).isEqualTo(204);
        assertThat(call("DELETE", "/test/cases/" + id, "").status()).isEqualTo(204);
        assertThat(call("GET", "/cases/" + id, "").status()).isEqualTo(404);
    }

    @Test
    void test_cases_go_by_tag_all_or_none() {
        submit("G-1", "\"isTest\":true,\"tag\":\"ci\",");
        submit("G-2", "\"isTest\":true,\"tag\":\"ci\",");
        String live = submit("G-3", "\"tag\":\"mixed\",");

        assertThat(call("DELETE", "/test/cases?tag=mixed", "").status()).isEqualTo(400);
        assertThat(call("DELETE", "/test/cases", "").status()).isEqualTo(400);
        assertThat(call("DELETE", "/test/cases/" + live, "").status()).isEqualTo(400);
        assertThat(call("POST", "/test/cases/" + live + "/advance", "{\"to\":\"Active\"}")
                        .status())
                .isEqualTo(400);
        assertThat(call("DELETE", "/test/cases?tag=ci", "").status()).isEqualTo(204);
        assertThat(get("/cases").at("/page/totalResults").asInt()).isEqualTo(1);
    }

    @Test
    void a_reversed_payment_takes_its_row_along() {
        String id = submit("R-1", "");
        String payment = SANDBOX.control("/cases/" + id + "/payments", "{\"amount\":\"40\"}")
                .get("id")
                .asText();

        JsonNode reversed =
                SANDBOX.control("DELETE", "/payments/" + payment, "").json(200);

        assertThat(reversed.get("reversed").asBoolean()).isTrue();
        assertThat(SANDBOX.state().get("transactions")).isEmpty();
        assertThat(get("/cases/" + id).get("remainder").asText()).isEqualTo("100");
        assertThat(get("/cases/" + id + "/payments")).isEmpty();
        assertThat(call("GET", "/Payments/" + payment, "").status()).isEqualTo(404);
        assertThat(SANDBOX.control("DELETE", "/payments/" + payment, "").status())
                .isEqualTo(422);
        assertThat(SANDBOX.referral("/clients/worker")
                        .json(200)
                        .at("/caseStats/earningsUsd")
                        .decimalValue())
                .isZero();
    }
}
