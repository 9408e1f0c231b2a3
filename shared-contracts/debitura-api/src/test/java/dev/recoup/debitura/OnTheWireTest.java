package dev.recoup.debitura;

import static dev.recoup.debitura.WireServer.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.recoup.debitura.DebituraError.ClientNotLinked.Evidence;
import dev.recoup.debitura.WireServer.Reaction;
import dev.recoup.debitura.referral.CaseFilter;
import dev.recoup.debitura.referral.ClientFilter;
import dev.recoup.debitura.referral.CreateClient;
import dev.recoup.debitura.referral.CreateWebhook;
import dev.recoup.debitura.referral.LinkedClient;
import dev.recoup.debitura.referral.PartnerProfile.InvoicingTriggerMode;
import dev.recoup.debitura.referral.RevenueStage;
import dev.recoup.debitura.referral.TransactionFilter;
import dev.recoup.debitura.referral.UpdateWebhook;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(FreePorts.class)
class OnTheWireTest {

    private static final UUID CASE_ID = UUID.fromString("6f0c2a54-0000-4000-8000-000000000001");
    private static final String CASE = "{\"id\":\"" + CASE_ID + "\",\"lifecycle\":\"Pending Verification Internal\"}";
    private static final byte[] BODY =
            "{\"currencyCode\" : \"EUR\", \"amountToRecover\":1.50}".getBytes(StandardCharsets.UTF_8);
    private static final AtomicInteger TENANTS = new AtomicInteger();

    @Inject
    DebituraReferral referralApi;

    @Inject
    DebituraCustomer customerApi;

    @Inject
    DebituraConfig config;

    @Inject
    MeterRegistry meters;

    private final String tenant = "ten-" + TENANTS.incrementAndGet();
    private final AtomicInteger minted = new AtomicInteger();
    private WireServer referral;
    private WireServer customer;

    @BeforeAll
    static void count_for_real() {
        Metrics.addRegistry(new SimpleMeterRegistry());
    }

    @BeforeEach
    void start() throws IOException {
        referral = new WireServer(config.referralUrl());
        customer = new WireServer(config.customerUrl());
        mint(1800);
    }

    @AfterEach
    void stop() {
        referral.close();
        customer.close();
    }

    // ---- who is asked with which credentials

    @Test
    void referral_calls_carry_the_key_and_no_authorization() {
        referral.on(
                "GET /me",
                200,
                "{\"shortName\":\"acme\",\"referralFeePercentage\":50.0,\"isActive\":true,\"invoicingTriggerMode\":\"ConfirmedPipeline\"}");

        var me = referralApi.me();

        assertThat(me.referralFeePercentage()).isEqualByComparingTo("50");
        assertThat(me.isActive()).isTrue();
        assertThat(me.invoicingTriggerMode()).isEqualTo(InvoicingTriggerMode.CONFIRMED_PIPELINE);
        assertThat(referral.only().header("XApiKey")).isEqualTo("key-of-the-partner");
        assertThat(referral.only().header("Authorization")).isNull();
    }

    @Test
    void customer_calls_carry_the_minted_token_and_no_key() {
        customer.on("POST /cases", 200, CASE);

        customerApi.submitCase(tenant, "key-1", BODY);

        assertThat(customer.only().header("Authorization")).isEqualTo("Bearer token-1-of-" + tenant);
        assertThat(customer.only().header("XApiKey")).isNull();
    }

    @Test
    void a_token_is_minted_with_the_key_and_json_and_nothing_else() {
        customer.on("GET /cases/" + CASE_ID, 200, CASE);

        customerApi.caseById(tenant, CASE_ID);

        var mint = referral.only();
        assertThat(mint.method() + " " + mint.path()).isEqualTo("POST /oauth/token");
        assertThat(mint.text()).isEqualTo("{\"externalTenantId\":\"" + tenant + "\"}");
        assertThat(mint.header("Content-Type")).isEqualTo("application/json");
        assertThat(mint.header("XApiKey")).isEqualTo("key-of-the-partner");
        assertThat(mint.header("Authorization")).isNull();
    }

    // ---- submission

    @Test
    void a_case_is_sent_byte_for_byte_with_its_idempotency_key() {
        customer.on("POST /cases", 200, CASE);

        var outcome = customerApi.submitCase(tenant, "3f1c-key", BODY);

        assertThat(outcome).isInstanceOfSatisfying(SubmissionOutcome.Accepted.class, accepted -> {
            assertThat(accepted.collectionCase().id()).isEqualTo(CASE_ID);
            assertThat(accepted.collectionCase().lifecycle().value())
                    .isEqualTo(Lifecycle.PENDING_VERIFICATION_INTERNAL);
        });
        assertThat(customer.only().body()).isEqualTo(BODY);
        assertThat(customer.only().header("Idempotency-Key")).isEqualTo("3f1c-key");
        assertThat(customer.only().header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void a_case_is_written_with_plain_numbers_and_without_what_is_missing() {
        var debtor = new Debtor(
                DebtorType.PRIVATE,
                "Zoë Ågren",
                null,
                null,
                "1 Way",
                "1000",
                "Lyon",
                null,
                null,
                "FR",
                null,
                null,
                null);
        var request = new CreateCase(
                "EUR",
                LocalDate.of(2026, 1, 10),
                LocalDate.of(2026, 2, 9),
                null,
                null,
                "RE-1",
                debtor,
                null,
                new BigDecimal("1E+3"),
                null,
                null,
                null,
                null,
                true,
                false,
                null,
                null,
                null,
                null);

        assertThat(new String(request.toJson(), StandardCharsets.UTF_8)).isEqualTo("""
                {"currencyCode":"EUR","date":"2026-01-10","dueDate":"2026-02-09","creditorReference":"RE-1",\
                "debtor":{"type":"Private","name":"Zoë Ågren","address":"1 Way","zipCode":"1000","city":"Lyon","countryAlpha2":"FR"},\
                "amountToRecover":1000,"allowPendingContracts":true,"isTest":false}""");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "MissingDebtCollectionContract|SignatureRequired",
                "MissingPowerOfAttorney|SignatureRequired",
                "MissingKycVerification|KycRequired",
                "NoPartnerAvailable|NoPartnerAvailable",
                "CreditorBlocked|CreditorBlocked",
                "IdempotencyConflict|IdempotencyConflict",
                "DuplicateReference|DuplicateReference",
                "DuplicateCreditorReference|DuplicateReference",
                "SomethingNew|Refused",
            },
            delimiter = '|')
    void the_type_of_a_broken_rule_decides_the_outcome(String type, String outcome) {
        customer.on("POST /cases", 422, """
                {"businessErrors":[{"type":"%s","message":"CreditorBlocked NoPartnerAvailable","solutionUrl":"https://s.example/1"}],
                 "signingHandoff":{"combinedSigningUrl":null}}""".formatted(type));

        assertThat(customerApi.submitCase(tenant, "k", BODY).getClass().getSimpleName())
                .isEqualTo(outcome);
    }

    @Test
    void a_missing_signature_brings_the_combined_page() {
        customer.on("POST /cases", 422, """
                {"businessErrors":[{"type":"MissingKycVerification","solutionUrl":"https://s.example/kyc"},
                                   {"type":"MissingPowerOfAttorney","solutionUrl":"https://s.example/poa"}],
                 "signingHandoff":{"combinedSigningUrl":"https://s.example/all"}}""");

        assertThat(customerApi.submitCase(tenant, "k", BODY))
                .asInstanceOf(type(SubmissionOutcome.SignatureRequired.class))
                .satisfies(required -> {
                    assertThat(required.url()).contains("https://s.example/all");
                    assertThat(required.errors()).hasSize(2);
                });
    }

    @Test
    void a_missing_signature_without_combined_page_brings_the_first_page_there_is() {
        customer.on("POST /cases", 422, """
                {"businessErrors":[{"type":"MissingDebtCollectionContract"},{"type":"MissingPowerOfAttorney","solutionUrl":"https://s.example/poa"}]}""");

        assertThat(customerApi.submitCase(tenant, "k", BODY))
                .asInstanceOf(type(SubmissionOutcome.SignatureRequired.class))
                .extracting(SubmissionOutcome.SignatureRequired::url)
                .isEqualTo(Optional.of("https://s.example/poa"));
    }

    @Test
    void invalid_fields_come_back_by_field() {
        customer.on("POST /cases", 400, "{\"debtor.countryAlpha2\":[\"unknown\"]}");

        assertThat(customerApi.submitCase(tenant, "k", BODY))
                .isEqualTo(new SubmissionOutcome.Invalid(Map.of("debtor.countryAlpha2", List.of("unknown"))));
    }

    @Test
    void too_many_calls_say_how_long_to_wait() {
        customer.on("POST /cases", 429, "{\"error\":\"rate_limit_exceeded\",\"retryAfter\":17.5}");

        assertThat(customerApi.submitCase(tenant, "k", BODY))
                .isEqualTo(new SubmissionOutcome.RateLimited(Duration.ofMillis(17_500)));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 500, 502, 503, 504})
    void a_server_error_leaves_the_outcome_unknown(int status) {
        customer.on("POST /cases", status, "<html>oops</html>");

        assertThat(customerApi.submitCase(tenant, "k", BODY))
                .isEqualTo(new SubmissionOutcome.Unknown(new DebituraError.Unexplained(status)));
        assertThat(customer.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>ok</html>", "{\"id\":", "", "{\"error\":\"x\"}", "[]"})
    void a_success_that_names_no_case_leaves_the_outcome_unknown(String body) {
        customer.on("POST /cases", 200, body);

        assertThat(customerApi.submitCase(tenant, "k", BODY))
                .isEqualTo(new SubmissionOutcome.Unknown(new DebituraError.UnreadableAnswer(200)));
    }

    @Test
    void a_lost_answer_leaves_the_outcome_unknown() {
        customer.on("POST /cases", _ -> new Reaction.HangUp());

        assertThat(customerApi.submitCase(tenant, "k", BODY))
                .isEqualTo(new SubmissionOutcome.Unknown(new DebituraError.AnswerLost()));
        assertThat(customer.requests()).hasSize(1);
    }

    @Test
    void silence_beyond_the_timeout_leaves_the_outcome_unknown() {
        customer.on("POST /cases", _ -> new Reaction.StaySilent());
        var started = System.nanoTime();

        assertThat(customerApi.submitCase(tenant, "k", BODY))
                .isEqualTo(new SubmissionOutcome.Unknown(new DebituraError.AnswerLost()));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(2_500));
        assertThat(customer.requests()).hasSize(1);
    }

    @Test
    void nothing_is_sent_without_a_connection() {
        customer.close();

        assertThat(customerApi.submitCase(tenant, "k", BODY))
                .isEqualTo(new SubmissionOutcome.NotSent(new DebituraError.NotConnected()));
    }

    @Test
    void other_refusals_are_refused() {
        customer.on("POST /cases", 413, "");

        assertThat(customerApi.submitCase(tenant, "k", BODY))
                .isEqualTo(new SubmissionOutcome.Refused(new DebituraError.Unexplained(413)));
    }

    // ---- tokens

    @Test
    void a_token_is_minted_once_and_kept() {
        customer.on("GET /cases/" + CASE_ID, 200, CASE);

        customerApi.caseById(tenant, CASE_ID);
        customerApi.caseById(tenant, CASE_ID);
        customerApi.caseById(tenant, CASE_ID);

        assertThat(minted).hasValue(1);
        assertThat(customer.requests()).hasSize(3);
    }

    @Test
    void a_token_close_to_its_end_is_renewed() {
        mint(60);
        customer.on("GET /cases/" + CASE_ID, 200, CASE);

        customerApi.caseById(tenant, CASE_ID);
        customerApi.caseById(tenant, CASE_ID);

        assertThat(minted).hasValue(2);
        assertThat(customer.requests())
                .extracting(request -> request.header("Authorization"))
                .containsExactly("Bearer token-1-of-" + tenant, "Bearer token-2-of-" + tenant);
    }

    @Test
    void parallel_callers_of_one_client_share_one_mint() throws Exception {
        var everybodyIsHere = new CountDownLatch(16);
        referral.on("POST /oauth/token", _ -> {
            awaitQuietly(everybodyIsHere);
            return say(200, token(minted.incrementAndGet(), tenant, 1800));
        });
        customer.on("GET /cases/" + CASE_ID, 200, CASE);

        inParallel(16, _ -> {
            everybodyIsHere.countDown();
            return customerApi.caseById(tenant, CASE_ID);
        });

        assertThat(minted).hasValue(1);
        assertThat(customer.requests())
                .hasSize(16)
                .extracting(request -> request.header("Authorization"))
                .containsOnly("Bearer token-1-of-" + tenant);
    }

    @Test
    void parallel_clients_never_swap_tokens() throws Exception {
        mint(60);
        var clients = IntStream.range(0, 20).mapToObj(n -> tenant + "-" + n).toList();
        clients.forEach(client -> customer.on("GET /cases/by-creditor-reference/" + client, 200, CASE));

        inParallel(400, n -> {
            var client = clients.get(n % clients.size());
            return customerApi.caseByCreditorReference(client, client);
        });

        assertThat(customer.requests()).hasSize(400).allSatisfy(request -> {
            var client = request.path().substring(request.path().lastIndexOf('/') + 1);
            assertThat(request.header("Authorization")).endsWith("-of-" + client);
        });
    }

    @Test
    void a_token_in_the_names_of_oauth_is_understood() {
        referral.on(
                "POST /oauth/token",
                200,
                "{\"access_token\":\"plain\",\"token_type\":\"Bearer\",\"expires_in\":1800,\"external_tenant_id\":\"%s\"}"
                        .formatted(tenant));
        customer.on("GET /cases/" + CASE_ID, 200, CASE);

        customerApi.caseById(tenant, CASE_ID);

        assertThat(customer.only().header("Authorization")).isEqualTo("Bearer plain");
    }

    @Test
    void a_token_that_says_it_is_for_somebody_else_is_not_used() {
        referral.on("POST /oauth/token", 200, token(1, "somebody-else", 1800));

        assertThat(customerApi.submitCase(tenant, "k", BODY))
                .isEqualTo(new SubmissionOutcome.NotSent(
                        new DebituraError.NotMinted(new DebituraError.UnreadableAnswer(200))));
        assertThat(customer.requests()).isEmpty();
    }

    @Test
    void a_refused_token_is_dropped_and_the_same_bytes_are_sent_once_more() {
        customer.on(
                "POST /cases",
                request -> request.header("Authorization").contains("token-1-") ? say(401, "") : say(200, CASE));

        assertThat(customerApi.submitCase(tenant, "k", BODY)).isInstanceOf(SubmissionOutcome.Accepted.class);
        assertThat(minted).hasValue(2);
        assertThat(customer.requests()).hasSize(2).allSatisfy(request -> {
            assertThat(request.body()).isEqualTo(BODY);
            assertThat(request.header("Idempotency-Key")).isEqualTo("k");
        });
    }

    @Test
    void a_second_refusal_means_that_the_client_is_not_linked() {
        customer.on("POST /cases", 401, "");
        customer.on("GET /cases/" + CASE_ID, 401, "");

        assertThat(customerApi.submitCase(tenant, "k", BODY))
                .isEqualTo(new SubmissionOutcome.ClientNotLinked(Evidence.SECOND_UNAUTHORIZED));
        assertThat(customer.requests()).hasSize(2);
        assertThatThrownBy(() -> customerApi.caseById(tenant, CASE_ID))
                .asInstanceOf(type(DebituraException.class))
                .extracting(DebituraException::error)
                .isEqualTo(new DebituraError.ClientNotLinked(Evidence.SECOND_UNAUTHORIZED));
    }

    @Test
    void parallel_refusals_of_one_token_cost_one_more_mint() throws Exception {
        customer.on("GET /cases/" + CASE_ID, 200, CASE);
        customerApi.caseById(tenant, CASE_ID);
        var everybodyIsHere = new CountDownLatch(8);
        customer.on("GET /cases/" + CASE_ID, request -> {
            if (request.header("Authorization").contains("token-1-")) {
                everybodyIsHere.countDown();
                awaitQuietly(everybodyIsHere);
                return say(401, "");
            }
            return say(200, CASE);
        });

        inParallel(8, _ -> customerApi.caseById(tenant, CASE_ID));

        assertThat(minted).hasValue(2);
    }

    @Test
    void a_client_that_nothing_is_minted_for_is_not_linked_until_it_is() {
        referral.on("POST /oauth/token", 404, "{\"error\":\"not_found\"}");
        customer.on("POST /cases", 200, CASE);

        assertThat(customerApi.submitCase(tenant, "k", BODY))
                .isEqualTo(new SubmissionOutcome.ClientNotLinked(Evidence.MINT_NOT_FOUND));
        assertThat(customer.requests()).isEmpty();

        mint(1800);
        assertThat(customerApi.submitCase(tenant, "k", BODY)).isInstanceOf(SubmissionOutcome.Accepted.class);
    }

    @Test
    void trouble_with_minting_means_that_nothing_was_sent() {
        referral.on("POST /oauth/token", 500, "{}");
        assertThat(customerApi.submitCase(tenant, "k", BODY))
                .isEqualTo(
                        new SubmissionOutcome.NotSent(new DebituraError.NotMinted(new DebituraError.Unexplained(500))));

        referral.on("POST /oauth/token", 429, "{\"retryAfter\":2}");
        assertThat(customerApi.submitCase(tenant, "k", BODY))
                .isEqualTo(new SubmissionOutcome.RateLimited(Duration.ofSeconds(2)));

        referral.on("POST /oauth/token", 200, "<html>hello</html>");
        assertThat(customerApi.submitCase(tenant, "k", BODY))
                .isEqualTo(new SubmissionOutcome.NotSent(
                        new DebituraError.NotMinted(new DebituraError.UnreadableAnswer(200))));

        referral.on("POST /oauth/token", _ -> new Reaction.StaySilent());
        assertThat(customerApi.submitCase(tenant, "k", BODY))
                .isEqualTo(new SubmissionOutcome.NotSent(new DebituraError.NotMinted(new DebituraError.AnswerLost())));

        referral.close();
        assertThat(customerApi.submitCase(tenant, "k", BODY)).isInstanceOf(SubmissionOutcome.NotSent.class);
        assertThat(customer.requests()).isEmpty();
    }

    @Test
    void an_older_spelling_of_the_token_answer_is_understood() {
        referral.on("POST /oauth/token", 200, "{\"AccessToken\":\"old\",\"ExpiresIn\":\"1800\"}");
        customer.on("GET /cases/" + CASE_ID, 200, CASE);

        customerApi.caseById(tenant, CASE_ID);

        assertThat(customer.only().header("Authorization")).isEqualTo("Bearer old");
    }

    @Test
    void tenant_ids_of_any_letters_are_minted_and_looked_up() {
        var odd = "tén/4 7&11+%=ü" + tenant;
        customer.on("GET /cases/by-creditor-reference/RE%2F2026%20%C3%BC", 200, CASE);
        referral.on("GET /clients/t%C3%A9n%2F4%207&11+%25=%C3%BC" + tenant, 200, "{\"onboardingDone\":true}");

        assertThat(customerApi.caseByCreditorReference(odd, "RE/2026 ü")).isPresent();
        assertThat(DebituraJson.tree(referral.only().body())
                        .orElseThrow()
                        .path("externalTenantId")
                        .asText())
                .isEqualTo(odd);
        assertThat(referralApi.client(odd)).map(LinkedClient::onboardingDone).contains(true);
    }

    @Test
    void tokens_and_the_key_appear_in_no_log_no_text_and_no_exception() {
        var written = new CopyOnWriteArrayList<String>();
        customer.on("GET /cases/" + CASE_ID, 200, CASE);
        customer.on("GET /cases/" + CASE_ID + "/payments", 401, "");
        customer.on("GET /cases/" + CASE_ID + "/timeline", _ -> new Reaction.HangUp());

        try (var _ = new Overheard(written)) {
            written.add(String.valueOf(customerApi.caseById(tenant, CASE_ID)));
            for (ThrowingCallable failing : List.<ThrowingCallable>of(
                    () -> customerApi.payments(tenant, CASE_ID), () -> customerApi.timeline(tenant, CASE_ID))) {
                for (Throwable cause = catchThrowable(failing); cause != null; cause = cause.getCause()) {
                    written.add(cause.toString());
                }
            }
        }

        assertThat(written)
                .hasSizeGreaterThan(2)
                .noneMatch(text -> text.contains("-of-" + tenant) || text.contains("key-of-the-partner"));
    }

    // ---- look-ups

    @Test
    void what_is_not_found_is_empty() {
        customer.on("GET /cases/" + CASE_ID, 404, "{\"error\":\"not_found\"}");
        customer.on("GET /cases/by-creditor-reference/RE-1", 404, "");
        referral.on("GET /clients/" + tenant, 404, "");
        referral.on("GET /cases/" + CASE_ID, 404, "{}");

        assertThat(customerApi.caseById(tenant, CASE_ID)).isEmpty();
        assertThat(customerApi.caseByCreditorReference(tenant, "RE-1")).isEmpty();
        assertThat(referralApi.client(tenant)).isEmpty();
        assertThat(referralApi.caseById(CASE_ID)).isEmpty();
    }

    @Test
    void payments_are_listed_with_exact_amounts() {
        customer.on("GET /cases/" + CASE_ID + "/payments", 200, """
                [{"id":"6f0c2a54-0000-4000-8000-000000000009","grossAmount":100.10,"currency":"EUR","date":"2026-03-01T00:00:00","invoice":{"invoiceId":"%s"}}]""".formatted(CASE_ID));

        assertThat(customerApi.payments(tenant, CASE_ID)).singleElement().satisfies(payment -> {
            assertThat(payment.grossAmount()).isEqualTo(new BigDecimal("100.10"));
            assertThat(payment.date()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
            assertThat(payment.invoice().invoiceId()).isEqualTo(CASE_ID);
        });
    }

    @Test
    void a_failed_call_says_what_about_and_for_whom_but_not_what_was_answered() {
        customer.on("GET /cases/" + CASE_ID, 500, "{\"title\":\"Ida Berg\",\"detail\":\"ida@nordwind.example\"}");
        MDC.put("correlationId", "corr-7");

        assertThatThrownBy(() -> customerApi.caseById(tenant, CASE_ID))
                .asInstanceOf(type(DebituraException.class))
                .satisfies(failed -> {
                    assertThat(failed)
                            .hasMessage("Debitura: getCase for client " + tenant + " for case " + CASE_ID
                                    + " failed: Problem[status=500]")
                            .hasNoCause();
                    assertThat(failed.operation()).isEqualTo("getCase");
                    assertThat(failed.status()).hasValue(500);
                    assertThat(failed.externalTenantId()).contains(tenant);
                    assertThat(failed.caseId()).contains(CASE_ID.toString());
                    assertThat(failed.correlationId()).contains("corr-7");
                });
        MDC.remove("correlationId");
    }

    // ---- onboarding

    @Test
    void a_signed_client_is_ready() {
        referral.on(
                "POST /clients",
                201,
                "{\"externalTenantId\":\"" + tenant + "\",\"onboardingDone\":true,\"isAttributedClient\":true}");

        assertThat(referralApi.createClient(client()))
                .asInstanceOf(type(OnboardingOutcome.Ready.class))
                .satisfies(
                        ready -> assertThat(ready.client().isAttributedClient()).isTrue());
        assertThat(referral.only().text())
                .isEqualTo(
                        "{\"externalTenantId\":\"" + tenant
                                + "\",\"client\":{\"name\":\"Nordwind\",\"country\":\"DE\",\"supportEmail\":\"ar@nordwind.example\"},"
                                + "\"users\":[{\"name\":\"Ida Berg\",\"email\":\"ida@nordwind.example\",\"isOnboardingUser\":true}]}");
        assertThat(referral.only().header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void an_unsigned_client_must_sign() {
        referral.on(
                "POST /clients",
                202,
                "{\"onboardingDone\":false,\"onboardingLinks\":{\"url\":\"https://w.example/companydetails/1\"}}");

        assertThat(referralApi.createClient(client()))
                .asInstanceOf(type(OnboardingOutcome.SignatureRequired.class))
                .extracting(OnboardingOutcome.SignatureRequired::url)
                .isEqualTo("https://w.example/companydetails/1");
    }

    @Test
    void an_existing_client_must_approve() {
        referral.on("POST /clients", 409, """
                {"type":"ClientExistsNeedsLinking","message":"-","data":{"onboardingLinks":{"url":"https://a.example/Approve?token=1"}}}""");

        assertThat(referralApi.createClient(client()))
                .isEqualTo(new OnboardingOutcome.ApprovalRequired("https://a.example/Approve?token=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ClientAlreadyLinkedToAnotherPartner", "AlreadyLinkedToAnotherPartner"})
    void a_client_of_another_partner_is_linked_elsewhere(String type) {
        referral.on("POST /clients", 409, "{\"type\":\"" + type + "\",\"data\":{\"externalTenantId\":\"x\"}}");

        assertThat(referralApi.createClient(client())).isEqualTo(new OnboardingOutcome.LinkedElsewhere());
    }

    @ParameterizedTest
    @CsvSource(
            value = {"{\"type\":\"InvalidClientType\"}|InvalidClientType", "{\"error\":\"x\"}|''", "''|''"},
            delimiter = '|')
    void another_conflict_is_for_support(String body, String type) {
        referral.on("POST /clients", 409, body);

        assertThat(referralApi.createClient(client())).isEqualTo(new OnboardingOutcome.UnknownConflict(type));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 422})
    void a_wrong_request_is_rejected(int status) {
        referral.on("POST /clients", status, "{\"Users\":[\"at least one\"]}");

        assertThat(referralApi.createClient(client()))
                .isEqualTo(new OnboardingOutcome.Rejected(
                        new DebituraError.InvalidFields(status, Map.of("Users", List.of("at least one")))));
    }

    @Test
    void trouble_makes_onboarding_unavailable() {
        referral.on("POST /clients", 401, "");
        assertThat(referralApi.createClient(client()))
                .isEqualTo(new OnboardingOutcome.Unavailable(new DebituraError.Unexplained(401)));

        referral.on("POST /clients", 429, "{\"retryAfter\":1}");
        assertThat(referralApi.createClient(client()))
                .isEqualTo(new OnboardingOutcome.RateLimited(Duration.ofSeconds(1)));

        referral.on("POST /clients", _ -> new Reaction.HangUp());
        assertThat(referralApi.createClient(client()))
                .isEqualTo(new OnboardingOutcome.Unavailable(new DebituraError.AnswerLost()));

        referral.close();
        assertThat(referralApi.createClient(client()))
                .isEqualTo(new OnboardingOutcome.Unavailable(new DebituraError.NotConnected()));
    }

    // ---- lists

    @Test
    void every_client_is_read_over_all_pages() {
        referral.on(
                "GET /clients",
                request -> say(
                        200,
                        request.query().contains("Page=1&")
                                ? "{\"page\":{\"currentPage\":1,\"totalPages\":2},\"clients\":[{\"externalTenantId\":\"a\"},{\"externalTenantId\":\"b\"}]}"
                                : "{\"pageData\":{\"currentPage\":2,\"totalPages\":2},\"clients\":[{\"externalTenantId\":\"b\"},{\"externalTenantId\":\"c\"}]}"));
        var read = new ArrayList<String>();

        referralApi.eachClient(ClientFilter.all(), client -> read.add(client.externalTenantId()));

        assertThat(read).containsExactly("a", "b", "c");
        assertThat(referral.requests())
                .extracting(WireServer.Request::query)
                .containsExactly(
                        "Sort=dateCreated%3Aasc&Page=1&PageSize=100", "Sort=dateCreated%3Aasc&Page=2&PageSize=100");
    }

    @Test
    void cases_are_filtered_by_window_client_and_lifecycle() {
        referral.on(
                "GET /cases",
                200,
                "{\"page\":{\"totalPages\":1},\"cases\":[{\"id\":\"" + CASE_ID
                        + "\",\"lifecycle\":\"More Info Required\"}]}");
        var filter = new CaseFilter(
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                Optional.of(Instant.parse("2026-02-01T00:00:00Z")),
                Optional.of("ten +1"),
                List.of(Lifecycle.ACTIVE, Lifecycle.NEEDS_ADDITIONAL_DETAILS),
                Optional.empty(),
                List.of(),
                List.of());

        assertThat(referralApi.cases(filter, 1, 50).cases()).singleElement().satisfies(found -> assertThat(
                        found.lifecycle().value())
                .isEqualTo(Lifecycle.NEEDS_ADDITIONAL_DETAILS));
        assertThat(referral.only().query())
                .isEqualTo("FromDate=2026-01-01T00%3A00%3A00Z&ToDate=2026-02-01T00%3A00%3A00Z&ExternalTenantId=ten+%2B1"
                        + "&Statuses=Active&Statuses=NeedsAdditionalDetails&Sort=DateCreated%3Aasc&Page=1&PageSize=50");
    }

    @Test
    void transactions_come_with_exact_sums_and_filters_as_numbers() {
        referral.on("GET /reporting/transactions", 200, """
                {"data":[{"transactionId":"6f0c2a54-0000-4000-8000-000000000003","case":{"invoiceId":"%s"},
                   "earnings":{"referralFeeAmountUsd":320.05,"isEstimate":true},
                   "status":{"commissionPaymentStatus":"Unpaid","platformInvoicingStatus":"NotInvoiced","referralInvoicingStatus":null}}],
                 "page":{"totalPages":1},
                 "summary":{"revenue":{"pendingReferralFeeUsd":320.05,"pendingCount":1},"totalDebituraRevenueUsd":640.10}}""".formatted(CASE_ID));
        var filter = TransactionFilter.inStages(List.of(RevenueStage.PENDING, RevenueStage.PAID));

        var page = referralApi.transactions(filter, 1, 100);

        assertThat(page.data()).singleElement().satisfies(row -> {
            assertThat(row.caseInfo().invoiceId()).isEqualTo(CASE_ID);
            assertThat(row.earnings().referralFeeAmountUsd()).isEqualTo(new BigDecimal("320.05"));
            assertThat(row.earnings().isEstimate()).isTrue();
            assertThat(row.status().referralInvoicingStatus()).isEmpty();
        });
        assertThat(page.summary().revenue().referralFeeUsd(RevenueStage.PENDING))
                .isEqualTo(new BigDecimal("320.05"));
        assertThat(page.summary().revenue().count(RevenueStage.PENDING)).isEqualTo(1);
        assertThat(page.summary().revenue().referralFeeUsd(RevenueStage.PAID)).isZero();
        assertThat(referral.only().query())
                .isEqualTo("RevenueStages=0&RevenueStages=5&Sort=collectionDate%3Aasc&Page=1&PageSize=100");
    }

    // ---- webhook subscriptions

    @Test
    void a_subscription_is_created_changed_read_and_deleted() {
        var id = UUID.fromString("6f0c2a54-0000-4000-8000-000000000004");
        var dto = "{\"id\":\"" + id + "\",\"isActive\":true,\"secret\":\"c2VjcmV0\",\"isTestMode\":true}";
        referral.on("POST /v1/Webhooks", 201, dto);
        referral.on("PUT /v1/Webhooks/" + id, 200, dto);
        referral.on("GET /v1/Webhooks/" + id, 404, "");
        referral.on("GET /v1/Webhooks", 200, "[" + dto + "]");
        referral.on("DELETE /v1/Webhooks/" + id, 204, "");

        assertThat(referralApi
                        .createWebhook(new CreateWebhook("https://h.example", List.of("case.created"), true))
                        .secret())
                .contains("c2VjcmV0");
        referralApi.updateWebhook(id, UpdateWebhook.reactivate());
        referralApi.updateWebhook(id, UpdateWebhook.rotateSecret());
        assertThat(referralApi.webhook(id)).isEmpty();
        assertThat(referralApi.webhooks()).singleElement().satisfies(hook -> assertThat(hook.id())
                .isEqualTo(id));
        referralApi.deleteWebhook(id);

        assertThat(referral.requests())
                .extracting(request -> request.method() + " " + request.text())
                .containsExactly(
                        "POST {\"url\":\"https://h.example\",\"events\":[\"case.created\"],\"isTestMode\":true}",
                        "PUT {\"isActive\":true,\"regenerateSecret\":false}",
                        "PUT {\"regenerateSecret\":true}",
                        "GET ",
                        "GET ",
                        "DELETE ");
    }

    // ---- measurements

    @Test
    void calls_are_timed_by_operation_and_outcome_and_never_by_client() {
        customer.on("POST /cases", 422, "{\"businessErrors\":[{\"type\":\"NoPartnerAvailable\"}]}");
        var before = count("createCase", "business_rules");
        var mintedBefore = count("createAccessToken", "success");

        customerApi.submitCase(tenant, "k", BODY);

        assertThat(count("createCase", "business_rules")).isEqualTo(before + 1);
        assertThat(count("createAccessToken", "success")).isEqualTo(mintedBefore + 1);
        assertThat(meters.find("recoup.debitura.calls").timers())
                .allSatisfy(timer -> assertThat(timer.getId().getTags())
                        .extracting(Tag::getKey)
                        .containsExactlyInAnyOrder("api", "operation", "outcome"));
    }

    private long count(String operation, String outcome) {
        return meters.find("recoup.debitura.calls").tags("operation", operation, "outcome", outcome).timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    private CreateClient client() {
        return new CreateClient(
                tenant,
                new CreateClient.Details("Nordwind", null, null, null, null, null, "DE", "ar@nordwind.example", null),
                List.of(new CreateClient.User("Ida Berg", "ida@nordwind.example", true)),
                List.of());
    }

    private void mint(int expiresIn) {
        referral.on("POST /oauth/token", request -> {
            var client = DebituraJson.tree(request.body())
                    .orElseThrow()
                    .path("externalTenantId")
                    .asText();
            return say(200, token(minted.incrementAndGet(), client, expiresIn));
        });
    }

    private static String token(int number, String client, int expiresIn) {
        return new String(
                DebituraJson.bytes(Map.of(
                        "accessToken",
                        "token-" + number + "-of-" + client,
                        "tokenType",
                        "Bearer",
                        "expiresIn",
                        expiresIn,
                        "externalTenantId",
                        client)),
                StandardCharsets.UTF_8);
    }

    private interface Work {
        Object run(int number) throws Exception;
    }

    private static void inParallel(int times, Work work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<Object>>();
            for (int number = 0; number < times; number++) {
                var n = number;
                futures.add(threads.submit(() -> work.run(n)));
            }
            for (var future : futures) {
                future.get(20, TimeUnit.SECONDS);
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
