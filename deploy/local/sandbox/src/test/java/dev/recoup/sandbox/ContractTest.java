package dev.recoup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.RunningSandbox.Reply;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ContractTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    @BeforeEach
    void reset() {
        SANDBOX.control("/reset", "");
    }

    private static List<JsonNode> violations() {
        List<JsonNode> violations = new java.util.ArrayList<>();
        SANDBOX.state().get("violations").forEach(violations::add);
        return violations;
    }

    @Test
    void an_answer_that_breaks_the_contract_is_a_500_and_a_violation() {
        SANDBOX.inside()
                .referral()
                .on("getFilterOptions", call -> Answer.ok(Json.object().put("countries", "all")));

        Reply reply = SANDBOX.referral("/referral-partner/filter-options");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(violations()).hasSize(1);
        assertThat(violations().getFirst().get("side").asText()).isEqualTo("answer");
        assertThat(violations().getFirst().get("detail").asText()).isEqualTo("200 [countries: is not an array]");
    }

    @Test
    void an_undocumented_status_is_a_violation() {
        SANDBOX.inside().referral().on("getFilterOptions", call -> Answer.ok(Json.object()));
        SANDBOX.inside().referral().on("submitKycVerification", call -> Answer.empty(202));

        assertThat(SANDBOX.referral("/referral-partner/filter-options").status())
                .isEqualTo(200);
        String body =
                "{\"directorFullName\":\"A\",\"directorHomeAddress\":\"B\",\"directorDateOfBirth\":\"1979-11-02\"}";
        assertThat(SANDBOX.referral("POST", "/clients/a/kyc-verification", body).status())
                .isEqualTo(500);
        assertThat(violations()).hasSize(1);
    }

    @Test
    void a_path_that_the_document_lacks_is_404_and_a_violation() {
        assertThat(SANDBOX.referral("/nowhere").status()).isEqualTo(404);
        assertThat(violations()).hasSize(1);
    }

    @Test
    void a_field_that_the_document_lacks_is_refused_and_recorded() {
        String body =
                RunningSandbox.onboarding("x", "x@x.example", "").replace("\"client\":{", "\"client\":{\"vat\":1,");

        JsonNode errors = SANDBOX.referral("POST", "/clients", body).json(400);

        assertThat(errors.get("client.vat").get(0).asText()).isEqualTo("is not a known field");
        assertThat(violations().getFirst().get("detail").asText()).isEqualTo("[client.vat: is not a known field]");
    }

    @Test
    void a_value_of_the_wrong_type_and_a_body_that_is_no_json_get_problem_details() {
        String wrong = "{\"externalTenantId\":17}";
        assertThat(SANDBOX.referral("POST", "/oauth/token", wrong)
                        .json(400)
                        .get("status")
                        .asInt())
                .isEqualTo(400);
        assertThat(SANDBOX.referral("POST", "/oauth/token", "{\"ext").json(400).has("title"))
                .isTrue();
        assertThat(SANDBOX.send(
                                "POST",
                                SANDBOX.referralUrl() + "/oauth/token",
                                "externalTenantId=a",
                                Map.of(
                                        "XApiKey",
                                        RunningSandbox.KEY,
                                        "Content-Type",
                                        "application/x-www-form-urlencoded"))
                        .status())
                .isEqualTo(400);
        assertThat(SANDBOX.referral("/cases/not-a-uuid").status()).isEqualTo(400);
        assertThat(SANDBOX.referral("/cases?PageSize=1000").status()).isEqualTo(400);
        assertThat(SANDBOX.referral("/cases?pageSize=10").status()).isEqualTo(400);
        assertThat(violations()).hasSize(6);
    }

    @Test
    void ordered_troubles_happen_as_often_as_ordered() {
        SANDBOX.given(Unknown.RETRY_AFTER_PLACE, Behaviour.A);
        SANDBOX.control("/faults", "{\"operation\":\"getMe\",\"times\":2,\"kind\":\"status\",\"status\":503}");
        SANDBOX.control("/faults", "{\"operation\":\"referral.listCases\",\"kind\":\"status\",\"status\":429}");

        assertThat(SANDBOX.referral("/me").status()).isEqualTo(503);
        assertThat(SANDBOX.referral("/me").status()).isEqualTo(503);
        assertThat(SANDBOX.referral("/me").status()).isEqualTo(200);
        assertThat(SANDBOX.referral("/cases").json(429).get("retryAfter").asText())
                .isEqualTo("1.0");
        assertThat(SANDBOX.referral("/cases").status()).isEqualTo(200);
        assertThat(SANDBOX.state().get("requests").get("referral.getMe").asInt())
                .isEqualTo(3);
    }

    @Test
    void a_lost_answer_has_its_effect_and_a_dropped_call_has_none() {
        String token = SANDBOX.readyClient("lost");
        SANDBOX.control("/faults", "{\"operation\":\"createCase\",\"kind\":\"lostAnswer\"}");
        assertThatThrownBy(() -> SANDBOX.submit(token, "k1", RunningSandbox.claim("LOST")))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(SANDBOX.state("cases", "creditorReference", "LOST")).hasSize(1);
        SANDBOX.submit(token, "k1", RunningSandbox.claim("LOST")).json(200);

        SANDBOX.control("/faults", "{\"operation\":\"customer.createCase\",\"kind\":\"drop\"}");
        assertThatThrownBy(() -> SANDBOX.submit(token, "k2", RunningSandbox.claim("DROPPED")))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(SANDBOX.state("cases", "creditorReference", "DROPPED")).isEmpty();
    }

    @Test
    void a_late_answer_is_late() {
        SANDBOX.control("/faults", "{\"operation\":\"getMe\",\"kind\":\"latency\",\"latencyMs\":300}");
        long before = System.nanoTime();

        SANDBOX.referral("/me").json(200);

        assertThat(System.nanoTime() - before).isGreaterThan(290_000_000L);
    }

    @Test
    void an_effect_can_be_answered_with_a_failure_and_a_request_taken_twice() {
        String token = SANDBOX.readyClient("effects");
        SANDBOX.control("/faults", "{\"operation\":\"createCase\",\"kind\":\"failedAnswer\",\"status\":502}");
        assertThat(SANDBOX.submit(token, "f1", RunningSandbox.claim("DONE")).status())
                .isEqualTo(502);
        assertThat(SANDBOX.state("cases", "creditorReference", "DONE")).hasSize(1);

        SANDBOX.control("/faults", "{\"operation\":\"createCase\",\"kind\":\"duplicate\"}");
        SANDBOX.submit(token, "d1", RunningSandbox.claim("TWICE")).json(200);
        assertThat(SANDBOX.state("cases", "creditorReference", "TWICE")).hasSize(1);

        SANDBOX.control("/faults", "{\"operation\":\"createCase\",\"kind\":\"duplicate\"}");
        String unprotected = RunningSandbox.claim("x").replace("\"creditorReference\":\"x\",", "");
        SANDBOX.customer(token, "POST", "/cases", unprotected).json(200);
        assertThat(SANDBOX.state().get("cases")).hasSize(4);
    }

    @Test
    void calls_can_be_taken_in_another_order() throws Exception {
        String token = SANDBOX.readyClient("order");
        SANDBOX.control(
                "/faults", "{\"operation\":\"createCase\",\"kind\":\"reorder\",\"times\":2,\"latencyMs\":60000}");
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Reply> first = callers.submit(() -> SANDBOX.submit(token, "1", RunningSandbox.claim("FIRST")));
            await().until(() -> SANDBOX.state().at("/requests/createCase").asInt() == 1);
            Future<Reply> second = callers.submit(() -> SANDBOX.submit(token, "2", RunningSandbox.claim("SECOND")));
            assertThat(first.get().status()).isEqualTo(200);
            assertThat(second.get().status()).isEqualTo(200);
        }
        assertThat(SANDBOX.state().at("/cases/0/creditorReference").asText()).isEqualTo("SECOND");
        assertThat(SANDBOX.state().at("/cases/1/creditorReference").asText()).isEqualTo("FIRST");
    }

    @Test
    void a_whole_api_can_fail_for_a_while_and_be_silent() {
        SANDBOX.control("/faults", "{\"operation\":\"referral\",\"kind\":\"status\",\"status\":500,\"seconds\":60}");
        assertThat(SANDBOX.referral("/me").status()).isEqualTo(500);
        assertThat(SANDBOX.referral("/cases").status()).isEqualTo(500);
        SANDBOX.control("/clock/advance", "{\"seconds\":61}");
        assertThat(SANDBOX.referral("/me").status()).isEqualTo(200);

        SANDBOX.control("/faults", "{\"operation\":\"referral\",\"kind\":\"silence\"}");
        HttpRequest request = HttpRequest.newBuilder(URI.create(SANDBOX.referralUrl() + "/me"))
                .header("XApiKey", RunningSandbox.KEY)
                .timeout(Duration.ofMillis(300))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> http.send(request, BodyHandlers.discarding()))
                    .isInstanceOf(HttpTimeoutException.class);
            http.shutdownNow();
        }
        assertThat(SANDBOX.referral("/me").status()).isEqualTo(200);
        assertThat(SANDBOX.control("POST", "/faults", "{\"operation\":\"getMe\",\"kind\":\"reorder\",\"seconds\":5}")
                        .status())
                .isEqualTo(422);
    }
}
