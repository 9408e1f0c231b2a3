package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static dev.recoup.sandbox.RunningSandbox.onboarding;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.RunningSandbox.Reply;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KycTest {

    private static final String DIRECTOR =
            "{\"directorFullName\":\"Ida Berg\",\"directorHomeAddress\":\"Elm Row 4\",\"directorDateOfBirth\":\"1979-11-02\"}";

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private static Reply identify(String tenant, String key, String body) {
        return SANDBOX.send(
                "POST",
                SANDBOX.referralUrl() + "/clients/" + tenant + "/kyc-verification?sendChatNotification=false",
                body,
                Map.of("XApiKey", RunningSandbox.KEY, "Content-Type", "application/json", "Idempotency-Key", key));
    }

    private static JsonNode client(String tenant) {
        return SANDBOX.referral("/clients/" + tenant).json(200);
    }

    private static String british(String reference, String more) {
        return claim(reference, "GB", "500", more);
    }

    @Test
    void an_agency_with_that_duty_takes_no_case_before_a_director_is_known() {
        SANDBOX.given(Unknown.KYC_MAY_WAIT, Behaviour.A);
        String token = SANDBOX.readyClient("kyc");
        assertThat(client("kyc").get("kycStatus").asText()).isEqualTo("not_required");

        JsonNode refusal = SANDBOX.submit(token, "k1", british("GB-1", "\"allowPendingContracts\":true,"))
                .json(422);

        assertThat(refusal.get("businessErrors")).hasSize(1);
        assertThat(refusal.at("/businessErrors/0/type").asText()).isEqualTo("MissingKycVerification");
        assertThat(refusal.at("/businessErrors/0/solutionUrl").asText()).startsWith(SANDBOX.pagesUrl() + "/Kyc/");
        assertThat(refusal.at("/signingHandoff/combinedSigningUrl").asText()).contains("/Signing/PendingContracts");
        assertThat(client("kyc").get("kycStatus").asText()).isEqualTo("pending");
        assertThat(SANDBOX.state("cases", "creditorReference", "GB-1")).isEmpty();

        JsonNode filed = identify("kyc", "d1", DIRECTOR).json(201);

        assertThat(filed.get("verificationStatus").isNull()).isTrue();
        assertThat(filed.get("directorDateOfBirth").asText()).isEqualTo("1979-11-02");
        assertThat(client("kyc").get("kycStatus").asText()).isEqualTo("verified");
        SANDBOX.submit(token, "k2", british("GB-1", "")).json(200);
    }

    @Test
    void the_newest_record_counts_and_a_key_repeats_its_answer() {
        SANDBOX.readyClient("kyc-again");
        String other = DIRECTOR.replace("Ida Berg", "Bo Berg");

        JsonNode first = identify("kyc-again", "a", DIRECTOR).json(201);
        identify("kyc-again", "b", other).json(201);

        assertThat(identify("kyc-again", "a", DIRECTOR).json(201)).isEqualTo(first);
        assertThat(client("kyc-again").at("/kycVerification/directorFullName").asText())
                .isEqualTo("Bo Berg");
        assertThat(identify("kyc-again", "a", other)
                        .json(422)
                        .at("/businessErrors/0/type")
                        .asText())
                .isEqualTo("IdempotencyConflict");
        assertThat(identify("kyc-again", "c", DIRECTOR.replace("1979", "2979"))
                        .json(400)
                        .has("directorDateOfBirth"))
                .isTrue();
        assertThat(identify("nobody", "c", DIRECTOR).status()).isEqualTo(404);
    }

    @Test
    void the_hosted_form_takes_the_data() {
        String token = SANDBOX.readyClient("kyc-form");
        String url = SANDBOX.submit(token, "f1", british("GB-F", ""))
                .json(422)
                .at("/businessErrors/0/solutionUrl")
                .asText();

        assertThat(SANDBOX.page("GET", url, Map.of()).text()).contains("name=\"directorDateOfBirth\"");
        assertThat(SANDBOX.page("POST", url, Map.of("directorFullName", "Ida")).status())
                .isEqualTo(422);
        assertThat(SANDBOX.page(
                                "POST",
                                url,
                                Map.of(
                                        "directorFullName",
                                        "Ida",
                                        "directorHomeAddress",
                                        "Elm Row 4",
                                        "directorDateOfBirth",
                                        "1979-11-02"))
                        .text())
                .contains("Your data is on file");
        SANDBOX.submit(token, "f2", british("GB-F", "")).json(200);
    }

    @Test
    void onboarding_with_such_a_case_asks_for_the_director_before_the_signature() {
        JsonNode created = SANDBOX.referral(
                        "POST", "/clients", onboarding("kyc-new", "kyc-new@a.example", british("GB-N", "")))
                .json(202);
        String url = created.at("/onboardingLinks/url").asText();

        assertThat(created.at("/caseResults/successfulCases/0/lifecycle").asText())
                .isEqualTo("Pending contract signing");
        assertThat(new Visitor(SANDBOX, url).walk())
                .containsExactly(
                        "Company details",
                        "Users",
                        "Who is responsible",
                        "Sign the agreement",
                        "Thank you, that is all");
        assertThat(client("kyc-new").get("onboardingDone").asBoolean()).isTrue();
    }

    @Test
    void the_agencies_at_work_learn_of_the_data_unless_told_otherwise() {
        String token = SANDBOX.readyClient("kyc-chat");
        String active =
                SANDBOX.submit(token, "c1", claim("CHAT-1")).json(200).get("id").asText();
        String waiting =
                SANDBOX.submit(token, "c2", claim("CHAT-2")).json(200).get("id").asText();
        SANDBOX.control("/cases/" + active + "/lifecycle", "{\"to\":\"Active\"}");

        identify("kyc-chat", "quiet", DIRECTOR).json(201);
        assertThat(SANDBOX.customer(token, "GET", "/cases/" + active + "/chats", "")
                        .json(200))
                .isEmpty();
        SANDBOX.referral("POST", "/clients/kyc-chat/kyc-verification", DIRECTOR).json(201);

        JsonNode chats = SANDBOX.customer(token, "GET", "/cases/" + active + "/chats", "")
                .json(200);
        assertThat(chats).hasSize(1);
        assertThat(chats.get(0).get("message").asText()).isEqualTo("The data of a director was handed in");
        assertThat(chats.get(0).get("user").isNull()).isTrue();
        assertThat(SANDBOX.customer(token, "GET", "/cases/" + waiting + "/chats", "")
                        .json(200))
                .isEmpty();
    }

    @Test
    void a_review_goes_on_until_newer_data_comes() {
        SANDBOX.readyClient("kyc-review");
        assertThat(SANDBOX.control("POST", "/clients/kyc-review/kyc", "{\"verificationStatus\":\"Processing\"}")
                        .status())
                .isEqualTo(422);
        identify("kyc-review", "r1", DIRECTOR).json(201);

        SANDBOX.control("/clients/kyc-review/kyc", "{\"verificationStatus\":\"Completed\"}");

        JsonNode reviewed = client("kyc-review").get("kycVerification");
        assertThat(reviewed.get("verificationStatus").asText()).isEqualTo("Completed");
        assertThat(reviewed.get("verificationStatusUpdatedAt").isNull()).isFalse();
        identify("kyc-review", "r2", DIRECTOR).json(201);
        assertThat(client("kyc-review")
                        .at("/kycVerification/verificationStatus")
                        .isNull())
                .isTrue();
    }
}
