package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.RunningSandbox.Reply;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
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

    private JsonNode tasks(String query) {
        return get("/tasks" + query).get("tasks");
    }

    @Test
    void what_the_agency_writes_is_a_task_until_it_is_answered() {
        String id = submit("P-1", "");
        SANDBOX.control("/cases/" + id + "/chats", "{\"message\":\"Which invoice?\"}");
        String chats = "/cases/" + id + "/chats";
        assertThat(get(chats).at("/0/roleLabel").asText()).isEqualTo("Partner");
        assertThat(get(chats).at("/0/isSeen").asBoolean()).isFalse();
        assertThat(get("/cases/" + id + "/tasks").at("/0/type").asText()).isEqualTo("ReplyToChat");

        call("POST", chats, "{\"message\":\"The first\",\"userEmail\":\"worker@ready.example\"}")
                .json(200);

        assertThat(get(chats)).extracting(chat -> chat.get("role").asInt()).containsExactly(0, 1);
        assertThat(get(chats))
                .extracting(chat -> chat.get("isSeen").asBoolean())
                .containsExactly(true, false);
        assertThat(tasks("")).isEmpty();
    }

    @Test
    void a_message_has_at_most_10000_characters_and_is_not_empty() {
        String chats = "/cases/" + submit("P-2", "") + "/chats";
        String body = "{\"message\":\"%s\",\"userEmail\":\"worker@ready.example\"}";

        call("POST", chats, body.formatted("x".repeat(10_000))).json(200);

        assertThat(call("POST", chats, body.formatted("x".repeat(10_001)))
                        .json(400)
                        .has("message"))
                .isTrue();
        assertThat(call("POST", chats, body.formatted(" ")).status()).isEqualTo(400);
        assertThat(get(chats)).hasSize(1);
    }

    @Test
    void an_answer_to_what_is_wanted_is_noted() {
        String id = submit("P-3", "");
        SANDBOX.control(
                "/cases/" + id + "/validation",
                "{\"items\":[{\"resolutionArea\":\"ProvideDocuments\",\"description\":\"The contract\"}]}");
        assertThat(tasks("").at("/0/type").asText()).isEqualTo("CaseValidationNeedsInfo");
        assertThat(tasks("").at("/0/description").asText()).isEqualTo("The contract");
        assertThat(tasks("").at("/0/action").isNull()).isTrue();

        call("POST", "/cases/" + id + "/chats", "{\"message\":\"x\",\"userEmail\":\"worker@ready.example\"}")
                .json(200);

        assertThat(get("/cases/" + id + "/validation")
                        .get("creditorRespondedAt")
                        .isNull())
                .isFalse();
        assertThat(tasks("")).hasSize(1);
        SANDBOX.control("/cases/" + id + "/validation", "{\"items\":[]}");
        assertThat(tasks("")).isEmpty();
    }

    @Test
    void offers_wait_for_a_choice_as_a_task_about_their_request() {
        String id = submit("P-4", "");
        move(id, "Leads");
        assertThat(tasks("")).isEmpty();

        SANDBOX.control("/cases/" + id + "/quotes", "{\"successFeePercentage\":\"30\"}");

        JsonNode task = tasks("?type=SelectQuoteWinner").get(0);
        assertThat(task.get("leadId"))
                .isEqualTo(get("/cases/" + id + "/quote-requests").at("/quoteRequests/0/quoteRequestId"));
        move(id, "Active");
        assertThat(tasks("")).isEmpty();
    }

    @Test
    void a_task_that_was_set_is_listed_as_solved_once_it_is_done() {
        String id = submit("P-5", "");
        for (String type : java.util.List.of("Generic", "ReviewPartner", "ClientInputRequired")) {
            SANDBOX.control("/cases/" + id + "/tasks", "{\"type\":\"" + type + "\"}");
        }
        String account = SANDBOX.control("/clients/worker/tasks", "{\"type\":\"AssignBankAccount\"}")
                .get("taskId")
                .asText();
        assertThat(tasks("")).hasSize(4);
        assertThat(tasks("").at("/0/caseId").isNull()).isTrue();
        assertThat(get("/cases/" + id + "/tasks")).hasSize(3);

        call("POST", "/cases/" + id + "/chats", "{\"message\":\"x\",\"userEmail\":\"worker@ready.example\"}")
                .json(200);
        SANDBOX.control("/tasks/" + account + "/solve", "");

        assertThat(tasks("?status=Solved"))
                .extracting(task -> task.get("type").asText())
                .containsExactly("AssignBankAccount", "ClientInputRequired");
        assertThat(tasks("")).extracting(task -> task.get("type").asText()).containsExactly("Generic", "ReviewPartner");
        assertThat(SANDBOX.control("POST", "/tasks/" + account + "/solve", "").status())
                .isEqualTo(422);
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
        SANDBOX.given(Unknown.REVERSAL_ROWS, Behaviour.A);
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
