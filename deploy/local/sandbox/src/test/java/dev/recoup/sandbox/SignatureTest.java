package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static dev.recoup.sandbox.RunningSandbox.onboarding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.RunningSandbox.Reply;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who must sign what before a case is taken: the agreement, powers of attorney, pricing appendices, a director's data. */
class SignatureTest {

    private static final String WAITING = "\"allowPendingContracts\":true,";
    private static final Map<String, String> CREDITOR =
            Map.of("XApiKey", "sandbox-creditor-key", "Content-Type", "application/json");

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    @BeforeEach
    void reset() {
        SANDBOX.control("/reset", "");
    }

    private static JsonNode refusal(String token, String reference, String country) {
        return SANDBOX.submit(token, reference, claim(reference, country, "5000", ""))
                .json(422);
    }

    private static List<String> types(JsonNode refusal) {
        return refusal.get("businessErrors").findValuesAsText("type");
    }

    private static String combined(JsonNode answer) {
        return answer.at("/signingHandoff/combinedSigningUrl").asText();
    }

    private static JsonNode contracts(String token, String caseId) {
        return SANDBOX.customer(token, "GET", "/cases/" + caseId + "/contract-status", "")
                .json(200);
    }

    private static String lifecycle(String reference) {
        return SANDBOX.state("cases", "creditorReference", reference)
                .getFirst()
                .get("lifecycle")
                .asText();
    }

    @Test
    void an_agency_may_want_a_power_of_attorney_once_for_all_cases() {
        String token = SANDBOX.readyClient("poa");

        JsonNode refusal = refusal(token, "ES-1", "ES");

        assertThat(types(refusal)).containsExactly("MissingPowerOfAttorney");
        String page = refusal.at("/businessErrors/0/solutionUrl").asText();
        assertThat(page)
                .startsWith(SANDBOX.pagesUrl() + "/PowerOfAttorney/Sign/")
                .contains("?collectionPartnerId=");
        assertThat(new Visitor(SANDBOX, page + "&returnUrl=https%3A%2F%2Fapp.example").walk())
                .containsExactly("Sign the power of attorney", "Thank you, that is all");
        SANDBOX.submit(token, "second", claim("ES-1", "ES", "5000", "")).json(200);
        SANDBOX.submit(token, "third", claim("ES-2", "ES", "7000", "")).json(200);
        assertThat(types(refusal(token, "BE-1", "BE"))).containsExactly("MissingPowerOfAttorney");
    }

    @Test
    void a_pricing_zone_may_want_its_appendix_alone_or_beside_the_power_of_attorney() {
        String token = SANDBOX.readyClient("jpa");

        JsonNode irish = refusal(token, "IE-1", "IE");
        assertThat(types(irish)).containsExactly("MissingPowerOfAttorney");
        assertThat(irish.at("/businessErrors/0/solutionUrl").asText()).contains("/PricingAppendix/Sign/");
        assertThat(new Visitor(SANDBOX, combined(irish)).walk())
                .containsExactly("Sign the prices for Ireland", "Thank you, that is all");
        SANDBOX.submit(token, "again", claim("IE-1", "IE", "5000", "")).json(200);

        JsonNode italian = refusal(token, "IT-1", "IT");
        assertThat(types(italian)).containsExactly("MissingPowerOfAttorney", "MissingPowerOfAttorney");
        assertThat(new Visitor(SANDBOX, combined(italian)).walk())
                .containsExactly("Sign the power of attorney", "Sign the prices for Italy", "Thank you, that is all");
        SANDBOX.submit(token, "small", claim("IT-1", "IT", "9", "")).json(200);
    }

    @Test
    void everything_that_is_missing_is_named_and_walked_through_in_order() {
        String token = SANDBOX.readyClient("all");
        SANDBOX.control("/clients/all", "{\"agreement\":\"outdated\"}");

        JsonNode refusal = refusal(token, "AU-1", "AU");

        assertThat(types(refusal))
                .containsExactly(
                        "MissingDebtCollectionContract",
                        "MissingPowerOfAttorney",
                        "MissingPowerOfAttorney",
                        "MissingKycVerification");
        assertThat(refusal.get("businessErrors"))
                .allSatisfy(
                        error -> assertThat(error.get("solutionUrl").asText()).startsWith(SANDBOX.pagesUrl()));
        assertThat(new Visitor(SANDBOX, combined(refusal)).walk())
                .containsExactly(
                        "Sign the new agreement",
                        "Sign the power of attorney",
                        "Sign the prices for Australia",
                        "Who is responsible",
                        "Thank you, that is all");
        SANDBOX.submit(token, "again", claim("AU-1", "AU", "5000", "")).json(200);
    }

    @Test
    void a_walk_that_was_left_goes_on_with_what_is_still_missing() {
        String token = SANDBOX.readyClient("left");
        String url = combined(refusal(token, "IT-L", "IT"));
        Visitor visitor = new Visitor(SANDBOX, url).submit(Map.of());
        assertThat(visitor.reply().text()).contains("Step 2 of 2");

        assertThat(new Visitor(SANDBOX, url).walk())
                .containsExactly("Sign the prices for Italy", "Thank you, that is all");
        assertThat(new Visitor(SANDBOX, url).walk()).containsExactly("Nothing to sign");
    }

    @Test
    void a_parked_case_waits_until_all_is_signed() {
        String token = SANDBOX.readyClient("parked");
        SANDBOX.control("/clients/parked", "{\"agreement\":\"outdated\",\"reason\":\"AdminInvalidated\"}");
        JsonNode parked =
                SANDBOX.submit(token, "p", claim("IT-P", "IT", "5000", WAITING)).json(200);
        String id = parked.get("id").asText();
        assertThat(parked.get("lifecycle").asText()).isEqualTo("Pending contract signing");

        JsonNode open = contracts(token, id);
        assertThat(open.at("/sdca/signed").asBoolean()).isTrue();
        assertThat(open.at("/sdca/requiresResigning").asBoolean()).isTrue();
        assertThat(open.at("/sdca/solutionUrl").asText()).contains("/ContractUpgrade/Sign/");
        assertThat(open.at("/poa/signed").asBoolean()).isFalse();
        assertThat(open.at("/pricingAppendix/solutionUrl").asText()).contains("/PricingAppendix/Sign/");
        assertThat(open.get("needsPoaSigning").asBoolean()).isTrue();
        assertThat(open.get("collectionPartnerName").asText()).isEqualTo("Tiber Recupero");

        Visitor visitor =
                new Visitor(SANDBOX, combined(parked)).submit(Map.of()).submit(Map.of());
        assertThat(lifecycle("IT-P")).isEqualTo("PendingContractSigning");
        visitor.submit(Map.of());

        assertThat(lifecycle("IT-P")).isEqualTo("PendingVerificationInternal");
        JsonNode signed = contracts(token, id);
        assertThat(signed.at("/poa/signed").asBoolean()).isTrue();
        assertThat(signed.at("/poa/solutionUrl").isNull()).isTrue();
        assertThat(signed.at("/pricingAppendix/signed").asBoolean()).isTrue();
        assertThat(signed.get("needsPoaSigning").asBoolean()).isFalse();
    }

    @Test
    void a_signature_that_is_outdated_is_wanted_again() {
        String token = SANDBOX.readyClient("again");
        SANDBOX.control("/clients/again/documents", "{\"powerOfAttorney\":\"Iberia Cobros\",\"to\":\"signed\"}");
        String id = SANDBOX.submit(token, "a", claim("ES-A", "ES", "5000", ""))
                .json(200)
                .get("id")
                .asText();

        SANDBOX.control("/clients/again/documents", "{\"powerOfAttorney\":\"Iberia Cobros\",\"to\":\"outdated\"}");

        JsonNode poa = contracts(token, id).get("poa");
        assertThat(poa.get("signed").asBoolean()).isTrue();
        assertThat(poa.get("requiresResigning").asBoolean()).isTrue();
        assertThat(types(refusal(token, "ES-B", "ES"))).containsExactly("MissingPowerOfAttorney");
        JsonNode eligible = SANDBOX.customer(
                        token,
                        "POST",
                        "/coverage/check-eligibility",
                        "{\"countryAlpha2\":\"ES\",\"debtorType\":\"Company\",\"amount\":640.5,\"currencyCode\":\"EUR\"}")
                .json(200);
        assertThat(eligible.at("/powerOfAttorneyStatus/invalidationReason").asText())
                .isEqualTo("NewVersion");
    }

    @Test
    void a_case_that_comes_along_has_its_documents_signed_before_the_contract() {
        Receiver receiver = new Receiver();
        SANDBOX.referral(
                        "POST",
                        "/v1/Webhooks",
                        "{\"url\":\"%s\",\"events\":[\"client.onboarding.poa_signed\",\"client.onboarding.contract_signed\",\"case.updated\"]}"
                                .formatted(receiver.url()))
                .json(200);
        JsonNode created = SANDBOX.referral(
                        "POST", "/clients", onboarding("brings", "brings@a.example", claim("AU-N", "AU", "5000", "")))
                .json(202);

        Visitor visitor =
                new Visitor(SANDBOX, created.at("/onboardingLinks/url").asText());

        assertThat(visitor.walk())
                .containsExactly(
                        "Company details",
                        "Users",
                        "Who is responsible",
                        "Sign the power of attorney",
                        "Sign the prices for Australia",
                        "Sign the agreement",
                        "Thank you, that is all");
        assertThat(lifecycle("AU-N")).isEqualTo("PendingVerificationInternal");
        await().until(() -> receiver.deliveries().size() == 4);
        assertThat(receiver.events())
                .containsExactlyInAnyOrder(
                        "client.onboarding.poa_signed",
                        "client.onboarding.poa_signed",
                        "client.onboarding.contract_signed",
                        "case.updated");
        receiver.close();
    }

    @Test
    void a_case_carried_through_an_approval_waits_for_a_directors_data() {
        SANDBOX.given(Unknown.KYC_BLOCKS_REPLAY, Behaviour.A);
        SANDBOX.control("/accounts", "{\"name\":\"Old\",\"email\":\"old@a.example\",\"signed\":true}");
        String url = SANDBOX.referral(
                        "POST", "/clients", onboarding("old", "old@a.example", claim("GB-O", "GB", "500", "")))
                .json(409)
                .at("/data/onboardingLinks/url")
                .asText();
        SANDBOX.page("POST", url, Map.of("decision", "approve"));
        assertThat(lifecycle("GB-O")).isEqualTo("PendingContractSigning");

        String token = SANDBOX.token("old");
        String id = SANDBOX.state("cases", "creditorReference", "GB-O")
                .getFirst()
                .get("id")
                .asText();
        String combined =
                combined(SANDBOX.customer(token, "GET", "/cases/" + id, "").json(200));
        assertThat(new Visitor(SANDBOX, combined).walk())
                .containsExactly("Who is responsible", "Thank you, that is all");

        assertThat(lifecycle("GB-O")).isEqualTo("PendingVerificationInternal");
    }

    @Test
    void a_creditor_with_a_key_of_its_own_signs_in_debituras_app() {
        Reply refused = SANDBOX.customerWith(CREDITOR, "POST", "/cases", claim("ES-K", "ES", "5000", ""));

        String page = refused.json(422).at("/businessErrors/0/solutionUrl").asText();
        assertThat(page).startsWith(SANDBOX.pagesUrl() + "/app/PowerOfAttorney/Sign/");
        Visitor visitor = new Visitor(SANDBOX, combined(refused.json()));
        assertThat(visitor.all("header").getFirst().getTextContent()).isEqualTo("Debitura");
        assertThat(visitor.walk()).containsExactly("Sign the power of attorney", "Thank you, that is all");
        SANDBOX.customerWith(CREDITOR, "POST", "/cases", claim("ES-K", "ES", "5000", ""))
                .json(200);
        SANDBOX.customerWith(CREDITOR, "POST", "/cases", claim("GB-K", "GB", "5000", ""))
                .json(200);
    }

    @Test
    void an_agencys_wishes_change_while_the_sandbox_runs() {
        String token = SANDBOX.readyClient("wishes");
        SANDBOX.control("/partners/Continental%20Recovery", "{\"needsPowerOfAttorney\":true}");

        assertThat(types(refusal(token, "FR-W", "FR"))).containsExactly("MissingPowerOfAttorney");

        SANDBOX.control("/partners/Continental%20Recovery", "{\"needsPowerOfAttorney\":false}");
        SANDBOX.submit(token, "w", claim("FR-W")).json(200);
    }

    @Test
    void the_state_of_the_agreement_says_why_it_must_be_signed_again() {
        String token = SANDBOX.readyClient("why");
        JsonNode current = agreement(token);
        assertThat(current.get("signed").asBoolean()).isTrue();
        assertThat(current.get("invalidationReason").asText()).isEqualTo("None");
        assertThat(current.get("solutionUrl").isNull()).isTrue();
        assertThat(SANDBOX.page("GET", current.get("termsUrl").asText(), Map.of())
                        .text())
                .startsWith("%PDF-1.4");

        for (String reason : Set.of("AdminInvalidated", "Other", "CreditorNameChanged")) {
            SANDBOX.control("/clients/why", "{\"agreement\":\"outdated\",\"reason\":\"%s\"}".formatted(reason));
            assertThat(agreement(token).get("invalidationReason").asText()).isEqualTo(reason);
        }
        SANDBOX.readyClient("other");
        SANDBOX.sign(agreement(token).get("solutionUrl").asText());

        // the direct creditor, and the two clients
        assertThat(SANDBOX.control("/agreement/new-version", "").get("outdated").asInt())
                .isEqualTo(3);
        JsonNode outdated = agreement(token);
        assertThat(outdated.get("invalidationReason").asText()).isEqualTo("NewVersion");
        assertThat(outdated.get("requiresResigning").asBoolean()).isTrue();
        assertThat(SANDBOX.referral("/clients?OnboardingDone=false").json(200).get("clients"))
                .hasSize(2);
    }

    private static JsonNode agreement(String token) {
        return SANDBOX.customer(token, "GET", "/contracts/debt-collection/status", "")
                .json(200);
    }
}
