package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static dev.recoup.sandbox.RunningSandbox.onboarding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnknownLinksTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private static final String LINK_EVENTS =
            "[\"client.linked\",\"client.link_declined\",\"client.link_requested\",\"client.link_expired\"]";

    private Receiver receiver;

    @BeforeEach
    void start() {
        SANDBOX.control("/reset", "");
        SANDBOX.control("/unknowns", "{\"all\":\"A\"}");
        receiver = new Receiver();
        SANDBOX.referral(
                        "POST", "/v1/Webhooks", "{\"url\":\"%s\",\"events\":%s}".formatted(receiver.url(), LINK_EVENTS))
                .sent(200);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private static String account(String name) {
        return SANDBOX.control("/accounts", "{\"name\":\"%1$s\",\"email\":\"%1$s@old.example\"}".formatted(name))
                .get("creditorId")
                .asText();
    }

    /** Asks for a link in a way that meets two accounts; returns the URL of the choice page. */
    private static String ask(String tenant, String first, String second) {
        return SANDBOX.referral("POST", "/clients", """
            {"externalTenantId":"%s","client":{"name":"Nordwind","country":"DE","supportEmail":"%s@old.example"},
             "users":[{"name":"Ida Berg","email":"%s@old.example"}]}
            """.formatted(tenant, first, second))
                .sent(409)
                .at("/data/onboardingLinks/url")
                .asText();
    }

    private List<String> awaitTold(int count) {
        await().until(() -> receiver.deliveries().size() == count);
        return receiver.deliveries().stream().map(UnknownLinksTest::told).toList();
    }

    private static String told(Receiver.Delivery delivery) {
        try {
            JsonNode envelope = new JsonMapper().readTree(delivery.text());
            return envelope.get("event").asText() + " "
                    + envelope.at("/data/creditor/companyName").asText();
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    @Test
    void a_choice_is_told_about_one_company_or_about_each() {
        account("north");
        String chosen = account("south");
        String url = ask("one", "north", "south");
        SANDBOX.page("POST", url, Map.of("decision", "approve", "account", chosen));
        assertThat(awaitTold(2)).containsExactlyInAnyOrder("client.link_requested north", "client.linked south");

        SANDBOX.given(Unknown.CHOICE_TOLD, Behaviour.B);
        account("east");
        String other = account("west");
        String second = ask("each", "east", "west");
        SANDBOX.page("POST", second, Map.of("decision", "approve", "account", other));

        assertThat(awaitTold(5).subList(2, 5))
                .containsExactlyInAnyOrder(
                        "client.link_requested east", "client.linked west", "client.link_declined east");
        assertThat(SANDBOX.referral("/clients/each").sent(200).at("/client/id").asText())
                .isEqualTo(other);
    }

    @Test
    void a_refusal_by_several_companies_is_told_once_or_by_each() {
        account("north");
        account("south");
        SANDBOX.page("POST", ask("one", "north", "south"), Map.of("decision", "decline"));
        assertThat(awaitTold(2)).containsExactlyInAnyOrder("client.link_requested north", "client.link_declined north");

        SANDBOX.given(Unknown.CHOICE_TOLD, Behaviour.B);
        SANDBOX.page("POST", ask("each", "north", "south"), Map.of("decision", "decline"));

        assertThat(awaitTold(5).subList(2, 5))
                .containsExactlyInAnyOrder(
                        "client.link_requested north", "client.link_declined north", "client.link_declined south");
    }

    @Test
    void an_open_link_request_is_found_again_or_replaced() {
        account("north");
        String first = ask("again", "north", "north");
        assertThat(ask("again", "north", "north")).isEqualTo(first);
        assertThat(awaitTold(1)).containsExactly("client.link_requested north");

        SANDBOX.given(Unknown.REPEATED_LINK_REQUEST, Behaviour.B);
        String fresh = ask("again", "north", "north");

        assertThat(fresh).isNotEqualTo(first);
        assertThat(awaitTold(2)).containsOnly("client.link_requested north");
        assertThat(SANDBOX.page("GET", first, Map.of()).status()).isEqualTo(410);
        SANDBOX.page("POST", fresh, Map.of("decision", "approve"));
        SANDBOX.control("/clock/advance", "{\"seconds\":700000}");
        assertThat(awaitTold(3)).contains("client.linked north").doesNotContain("client.link_expired north");
    }

    @Test
    void an_onboarding_begins_at_a_short_or_a_longer_address() {
        assertThat(firstPage("short")).startsWith(SANDBOX.pagesUrl() + "/companydetails/");

        SANDBOX.given(Unknown.FIRST_PAGE_PATH, Behaviour.B);

        String longer = firstPage("long");
        assertThat(longer).startsWith(SANDBOX.pagesUrl() + "/onboarding/companydetails/");
        SANDBOX.sign(longer);
        assertThat(SANDBOX.referral("/clients/long")
                        .sent(200)
                        .get("onboardingDone")
                        .asBoolean())
                .isTrue();
    }

    private static String firstPage(String tenant) {
        return SANDBOX.referral("POST", "/clients", onboarding(tenant, tenant + "@new.example", ""))
                .sent(202)
                .at("/onboardingLinks/url")
                .asText();
    }

    @Test
    void missing_kyc_data_refuses_a_case_or_lets_it_wait() {
        String token = SANDBOX.readyClient("waits");
        String british = claim("W-1", "GB", "500", "\"allowPendingContracts\":true,");
        assertThat(SANDBOX.submit(token, "w1", british)
                        .sent(422)
                        .at("/businessErrors/0/type")
                        .asText())
                .isEqualTo("MissingKycVerification");

        SANDBOX.given(Unknown.KYC_MAY_WAIT, Behaviour.B);

        JsonNode waiting = SANDBOX.submit(token, "w2", british).sent(200);
        assertThat(waiting.get("lifecycle").asText()).isEqualTo("Pending contract signing");
        assertThat(waiting.at("/signingHandoff/combinedSigningUrl").asText()).contains("/Signing/PendingContracts");
        SANDBOX.submit(token, "w3", claim("W-2", "GB", "500", "")).sent(422);
        SANDBOX.referral("POST", "/clients/waits/kyc-verification", """
                {"directorFullName":"Ida Berg","directorHomeAddress":"Elm Row 4","directorDateOfBirth":"1979-11-02"}
                """).sent(201);
        assertThat(SANDBOX.state("cases", "creditorReference", "W-1")
                        .getFirst()
                        .get("lifecycle")
                        .asText())
                .isEqualTo("PendingVerificationInternal");
    }

    @Test
    void a_reference_that_is_taken_is_a_business_error_or_a_bad_field() {
        String token = SANDBOX.readyClient("twice");
        SANDBOX.submit(token, "t1", claim("TWICE")).sent(200);
        assertThat(SANDBOX.submit(token, "t2", claim("TWICE"))
                        .sent(422)
                        .at("/businessErrors/0/type")
                        .asText())
                .isEqualTo("DuplicateReference");

        SANDBOX.given(Unknown.DUPLICATE_REFERENCE, Behaviour.B);

        assertThat(SANDBOX.submit(token, "t3", claim("TWICE")).sent(400).has("creditorReference"))
                .isTrue();
        assertThat(SANDBOX.state("cases", "creditorReference", "TWICE")).hasSize(1);
    }
}
