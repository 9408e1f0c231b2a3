package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static dev.recoup.sandbox.RunningSandbox.onboarding;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.RunningSandbox.Reply;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OnboardingTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    @RegisterExtension
    static final RunningSandbox FRESH = new RunningSandbox();

    private static Reply onboard(String tenant, String email, String cases) {
        return SANDBOX.referral("POST", "/clients", onboarding(tenant, email, cases));
    }

    private static String url(JsonNode client) {
        return client.get("onboardingLinks").get("url").asText();
    }

    @Test
    void a_new_client_must_sign_and_is_ready_afterwards() {
        JsonNode created = onboard("new 1", "new1@a.example", "").json(202);

        assertThat(created.get("onboardingDone").asBoolean()).isFalse();
        assertThat(created.get("isAttributedClient").asBoolean()).isTrue();
        assertThat(url(created)).startsWith(SANDBOX.pagesUrl()).contains("/companydetails/");
        assertThat(SANDBOX.sign(url(created)).status()).isEqualTo(200);
        JsonNode again = onboard("new 1", "new1@a.example", "").json(201);
        assertThat(again.get("onboardingDone").asBoolean()).isTrue();
        assertThat(again.get("onboardingLinks").isNull()).isTrue();
        assertThat(again.get("client").get("id"))
                .isEqualTo(created.get("client").get("id"));
        assertThat(SANDBOX.referral("/clients/new%201")
                        .json(200)
                        .get("onboardingDone")
                        .asBoolean())
                .isTrue();
        assertThat(SANDBOX.referral("/clients/NEW%201").status()).isEqualTo(404);
    }

    @Test
    void a_wrong_code_signs_nothing() {
        String url = url(onboard("code", "code@a.example", "").json(202));
        Visitor visitor = new Visitor(SANDBOX, url).submit(Map.of()).submit(Map.of());
        String wrong = visitor.code().equals("000000") ? "000001" : "000000";

        visitor.submit(Map.of("code", wrong));

        assertThat(visitor.reply().status()).isEqualTo(422);
        assertThat(visitor.reply().text()).contains("role=\"alert\"");
        assertThat(visitor.byId("code").orElseThrow().getAttribute("aria-invalid"))
                .isEqualTo("true");
        onboard("code", "code@a.example", "").json(202);
        assertThat(visitor.submit(Map.of("code", visitor.code())).heading()).isEqualTo("Thank you, that is all");
        onboard("code", "code@a.example", "").json(201);
    }

    @Test
    void a_page_escapes_names_and_follows_only_usable_return_urls() {
        SANDBOX.given(Unknown.SIGNING_URL_LIFETIME, Behaviour.A);
        SANDBOX.control("/clients", "{\"externalTenantId\":\"esc\",\"name\":\"<b>X</b>\",\"email\":\"esc@a.example\"}");
        String url = url(SANDBOX.referral("/clients/esc").json(200));

        assertThat(SANDBOX.page("GET", url, Map.of()).text())
                .contains("&lt;b&gt;X")
                .doesNotContain("<b>X");
        assertThat(SANDBOX.sign(url + "?returnUrl=https%3A%2F%2Fapp.example%2Fa%3Fb")
                        .text())
                .contains("href=\"https://app.example/a?b\">Go back</a>");
        for (String bad : new String[] {
            "javascript%3Aalert(1)", "%2F%2Fevil.example", "%2Fhome", "https%3A%2F%2Fyou%40evil.example"
        }) {
            assertThat(new Visitor(SANDBOX, url + "?returnUrl=" + bad).all("a")).isEmpty();
        }
    }

    @Test
    void a_new_version_of_the_agreement_reopens_a_ready_client() {
        SANDBOX.readyClient("upgrade");
        SANDBOX.control("/clients/upgrade", "{\"agreement\":\"outdated\"}");

        JsonNode client = onboard("upgrade", "upgrade@ready.example", "").json(202);

        assertThat(url(client)).startsWith(SANDBOX.pagesUrl() + "/ContractUpgrade/Sign/");
        SANDBOX.sign(url(client));
        onboard("upgrade", "upgrade@ready.example", "").json(201);
    }

    @Test
    void cases_come_along_and_wait_for_the_signature() {
        String cases = claim("FIRST-1") + "," + claim("FIRST-2", "KP", "10", "");
        JsonNode created = onboard("first", "first@a.example", cases).json(202);
        JsonNode results = created.get("caseResults");

        assertThat(results.get("successfulCases")).hasSize(1);
        assertThat(results.at("/successfulCases/0/lifecycle").asText()).isEqualTo("Pending contract signing");
        assertThat(results.at("/failedCases/0/caseIndex").asInt()).isEqualTo(1);
        assertThat(results.at("/failedCases/0/errorType").asText()).isEqualTo("NoPartnerAvailable");
        assertThat(onboard("first", "first@a.example", cases)
                        .json(202)
                        .at("/caseResults/failedCases/0/errorType")
                        .asText())
                .isEqualTo("IdempotencyViolation");
        SANDBOX.sign(url(created));
        assertThat(SANDBOX.state("cases", "creditorReference", "FIRST-1")
                        .getFirst()
                        .get("lifecycle")
                        .asText())
                .isEqualTo("PendingVerificationInternal");
    }

    @Test
    void one_bad_case_or_a_reference_given_twice_creates_nothing() {
        JsonNode errors = onboard("bad", "bad@a.example", claim("B", "FR", "0", "") + "," + claim("B"))
                .json(400);

        assertThat(errors.get("Cases[0].AmountToRecover").get(0).asText()).isEqualTo("Must be positive");
        assertThat(errors.has("Cases[1].CreditorReference")).isTrue();
        assertThat(SANDBOX.referral("/clients/bad").status()).isEqualTo(404);
    }

    @Test
    void several_users_need_exactly_one_onboarding_user() {
        String body = onboarding("users", "users@a.example", "")
                .replace("}]", "},{\"name\":\"Bo\",\"email\":\"bo@users.example\"}]");

        assertThat(SANDBOX.referral("POST", "/clients", body).json(400).has("Users"))
                .isTrue();
    }

    @Test
    void an_account_of_another_partner_cannot_be_linked() {
        SANDBOX.control(
                "/accounts", "{\"name\":\"Taken\",\"email\":\"taken@a.example\",\"linkedTo\":\"other-partner\"}");

        JsonNode conflict = onboard("taken", "TAKEN@a.example", "").json(409);

        assertThat(conflict.get("type").asText()).isEqualTo("ClientAlreadyLinkedToAnotherPartner");
        assertThat(conflict.get("data")).hasSize(1);
    }

    @Test
    void an_existing_account_is_linked_after_its_approval_and_gets_the_stored_cases() {
        SANDBOX.given(Unknown.REPEATED_LINK_REQUEST, Behaviour.A);
        SANDBOX.control("/accounts", "{\"name\":\"Old\",\"email\":\"old@a.example\",\"signed\":true}");
        JsonNode conflict = onboard("old", "old@a.example", claim("OLD-1")).json(409);
        String url = conflict.at("/data/onboardingLinks/url").asText();

        assertThat(conflict.get("type").asText()).isEqualTo("ClientExistsNeedsLinking");
        assertThat(SANDBOX.referral("/clients/old").status()).isEqualTo(404);
        assertThat(onboard("old", "old@a.example", "")
                        .json(409)
                        .at("/data/onboardingLinks/url")
                        .asText())
                .isEqualTo(url);
        assertThat(SANDBOX.page("GET", url, Map.of()).text()).contains("value=\"approve\"");
        assertThat(SANDBOX.page("POST", url, Map.of("decision", "approve")).status())
                .isEqualTo(200);
        assertThat(SANDBOX.page("POST", url, Map.of("decision", "decline")).status())
                .isEqualTo(410);
        assertThat(SANDBOX.referral("/clients/old")
                        .json(200)
                        .get("isAttributedClient")
                        .asBoolean())
                .isFalse();
        assertThat(SANDBOX.state("cases", "creditorReference", "OLD-1")).hasSize(1);
    }

    @Test
    void an_unanswered_link_request_expires_and_asking_again_gives_another_url() {
        SANDBOX.control("/accounts", "{\"name\":\"Slow\",\"email\":\"slow@a.example\"}");
        String url = onboard("slow", "slow@a.example", "")
                .json(409)
                .at("/data/onboardingLinks/url")
                .asText();

        SANDBOX.control("/clock/advance", "{\"seconds\":" + (7 * 86400 + 3600) + "}");

        assertThat(SANDBOX.page("GET", url, Map.of()).text()).contains("This link has expired");
        assertThat(onboard("slow", "slow@a.example", "")
                        .json(409)
                        .at("/data/onboardingLinks/url")
                        .asText())
                .isNotEqualTo(url);
    }

    @Test
    void clients_are_listed_by_page_and_filter() {
        SANDBOX.readyClient("list-b");
        SANDBOX.readyClient("list-a");

        JsonNode list = SANDBOX.referral("/clients?Query=LIST-&Sort=name:asc&PageSize=1&Page=2&OnboardingDone=true")
                .json(200);

        assertThat(list.at("/clients/0/externalTenantId").asText()).isEqualTo("list-b");
        assertThat(list.get("page").get("totalResults").asInt()).isEqualTo(2);
        assertThat(list.get("page").get("totalPages").asInt()).isEqualTo(2);
        assertThat(SANDBOX.referral("/clients?PageSize=101").status()).isEqualTo(400);
    }

    @Test
    void clients_are_filtered_by_link_and_summed_up_over_all() {
        FRESH.given(Unknown.CLIENTS_PAGE_SIZE, Behaviour.A);
        FRESH.control("/accounts", "{\"name\":\"Old\",\"email\":\"old@a.example\",\"signed\":true}");
        FRESH.page(
                "POST",
                FRESH.referral("POST", "/clients", onboarding("found", "old@a.example", claim("F-1")))
                        .json(409)
                        .at("/data/onboardingLinks/url")
                        .asText(),
                Map.of("decision", "approve"));
        FRESH.control("/clock/advance", "{\"seconds\":3600}");
        String between = FRESH.control("GET", "/clock", "").json(200).get("now").asText();
        FRESH.control("/clock/advance", "{\"seconds\":3600}");
        FRESH.referral("POST", "/clients", onboarding("brought", "new@a.example", ""))
                .json(202);

        assertThat(listed("")).containsExactly("brought", "found");
        assertThat(listed("?Sort=dateCreated:asc")).containsExactly("found", "brought");
        assertThat(listed("?IsAttributedClient=false")).containsExactly("found");
        assertThat(listed("?OnboardingDone=false")).containsExactly("brought");
        assertThat(listed("?ExternalTenantId=Found")).isEmpty();
        assertThat(listed("?ExternalTenantId=found")).containsExactly("found");
        assertThat(listed("?DateCreatedFrom=" + between)).containsExactly("brought");
        assertThat(listed("?DateCreatedTo=" + between)).containsExactly("found");
        assertThat(listed("?Query=NEW@a")).containsExactly("brought");
        JsonNode list = FRESH.referral("/clients?PageSize=1").json(200);
        assertThat(list.at("/page/totalResults").asInt()).isEqualTo(2);
        assertThat(list.get("summary").toString())
                .isEqualTo(
                        "{\"totalClients\":2,\"attributedClients\":1,\"onboardingComplete\":1,\"onboardingPending\":1,\"totalCases\":1}");
        assertThat(FRESH.referral("/clients").json(200).at("/page/pageSize").asInt())
                .isEqualTo(50);
        FRESH.control("DELETE", "/clients/found", "").json(200);
        assertThat(listed("")).containsExactly("brought");
    }

    @Test
    void a_country_is_told_by_its_code_or_its_english_name() {
        for (String country : List.of("DE", "de", "Germany", "Deutschland")) {
            String email = country.hashCode() + "@from.example";
            String body = onboarding("from " + country, email, "").replace("\"DE\"", "\"" + country + "\"");
            Reply reply = SANDBOX.referral("POST", "/clients", body);

            if (country.equals("Deutschland")) {
                assertThat(reply.json(400).has("Client.Country")).isTrue();
            } else {
                assertThat(reply.json(202).at("/client/country").asText()).isEqualTo("Germany");
            }
        }
    }

    @Test
    void a_client_whose_creation_was_answered_with_a_500_is_there_when_asked_again() {
        SANDBOX.control("/faults", "{\"operation\":\"createClient\",\"kind\":\"failedAnswer\",\"status\":500}");
        assertThat(onboard("unsure", "unsure@a.example", "").status()).isEqualTo(500);

        onboard("unsure", "unsure@a.example", "").json(202);

        assertThat(SANDBOX.state("clients", "externalTenantId", "unsure")).hasSize(1);
    }

    private static List<String> listed(String query) {
        return FRESH.referral("/clients" + query).json(200).get("clients").findValuesAsText("externalTenantId");
    }
}
