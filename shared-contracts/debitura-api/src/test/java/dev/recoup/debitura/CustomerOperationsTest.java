package dev.recoup.debitura;

import static dev.recoup.debitura.WireServer.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.recoup.debitura.PreviewCase.PreviewDebtor;
import dev.recoup.debitura.customer.AdvanceTestCase;
import dev.recoup.debitura.customer.AdvancedTestCase;
import dev.recoup.debitura.customer.ArchivedDivisions;
import dev.recoup.debitura.customer.ContractStatus;
import dev.recoup.debitura.customer.CustomerCaseFilter;
import dev.recoup.debitura.customer.CustomerPreview;
import dev.recoup.debitura.customer.DivisionDetails;
import dev.recoup.debitura.customer.DocumentType;
import dev.recoup.debitura.customer.EligibilityQuestion;
import dev.recoup.debitura.customer.FireTestEvent;
import dev.recoup.debitura.customer.SendChat;
import dev.recoup.debitura.customer.TaskStatus;
import dev.recoup.debitura.customer.TaskType;
import dev.recoup.debitura.customer.TestCaseState;
import dev.recoup.debitura.referral.CreateWebhook;
import dev.recoup.debitura.referral.UpdateWebhook;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operations of the Customer API beyond submission, against a real HTTP server. */
@QuarkusTest
@WithTestResource(FreePorts.class)
class CustomerOperationsTest {

    private static final UUID ID = UUID.fromString("6f0c2a54-0000-4000-8000-000000000021");
    private static final UUID OTHER = UUID.fromString("6f0c2a54-0000-4000-8000-000000000022");
    private static final AtomicInteger TENANTS = new AtomicInteger();

    @Inject
    DebituraCustomer cases;

    @Inject
    DebituraCaseWork work;

    @Inject
    DebituraAccount account;

    @Inject
    DebituraCustomerWebhooks webhooks;

    @Inject
    DebituraTestCases testCases;

    @Inject
    DebituraConfig config;

    private final String tenant = "operations-" + TENANTS.incrementAndGet();
    private final AtomicInteger minted = new AtomicInteger();
    private WireServer referral;
    private WireServer customer;

    @BeforeEach
    void start() throws IOException {
        referral = new WireServer(config.referralUrl());
        customer = new WireServer(config.customerUrl());
        referral.on(
                "POST /oauth/token",
                _ -> say(200, "{\"accessToken\":\"token-" + minted.incrementAndGet() + "\",\"expiresIn\":1800}"));
    }

    @AfterEach
    void stop() {
        referral.close();
        customer.close();
    }

    private WireServer.Request asked(String operation, int status, String answer, Runnable call) {
        customer.forget();
        customer.on(operation, status, answer);
        call.run();
        var request = customer.only();
        assertThat(request.header("Authorization")).isEqualTo("Bearer token-" + minted.get());
        assertThat(request.header("XApiKey")).isNull();
        return request;
    }

    // ---- cases

    @Test
    void a_preview_is_unwrapped_and_says_what_to_sign() {
        var request = asked("POST /cases/preview", 200, """
                {"result":{"isEligible":true,"partnerAssignment":{"collectionPartnerId":"%s","partnerName":"Inkasso"},
                  "requiredActions":[{"type":"MissingPowerOfAttorney","message":"sign","solutionUrl":"https://s.example/poa","isBlocking":true},
                                     {"type":"MissingSomething"}],
                  "pricingPreview":{"totalSuccessFeePercentage":20.50},"requiresKycVerification":true,"hasKycOnFile":false,
                  "signingHandoff":{"combinedSigningUrl":"https://s.example/all"}}}""".formatted(OTHER), () -> {
            var preview = cases.preview(
                    tenant,
                    PreviewCase.ofInvoice(
                            new BigDecimal("12.30"),
                            "EUR",
                            new PreviewDebtor(DebtorType.PRIVATE, "FR", null),
                            LocalDate.of(2026, 1, 2)));
            assertThat(preview.partnerAssignment())
                    .contains(new CustomerPreview.PartnerAssignment(OTHER, Optional.of("Inkasso"), Optional.empty()));
            assertThat(preview.requiredActions())
                    .containsExactly(
                            new CustomerPreview.RequiredAction(
                                    BusinessError.Type.MISSING_POWER_OF_ATTORNEY,
                                    Optional.of("sign"),
                                    Optional.of("https://s.example/poa"),
                                    true),
                            new CustomerPreview.RequiredAction(
                                    BusinessError.Type.UNKNOWN, Optional.empty(), Optional.empty(), false));
            assertThat(preview.pricingPreview().orElseThrow().totalSuccessFeePercentage())
                    .isEqualTo(new BigDecimal("20.50"));
            assertThat(preview.signingHandoff().flatMap(SigningHandoff::combinedSigningUrl))
                    .contains("https://s.example/all");
        });
        assertThat(request.text()).isEqualTo("""
                {"amountToRecover":12.30,"currencyCode":"EUR","debtor":{"type":"Private","countryAlpha2":"FR"},"dueDate":"2026-01-02"}""");
    }

    @Test
    void a_preview_around_nothing_is_no_answer() {
        customer.on("POST /cases/preview", 200, "{\"error\":\"x\"}");

        assertThatThrownBy(() -> cases.preview(
                        tenant,
                        PreviewCase.ofInvoice(
                                BigDecimal.ONE,
                                "EUR",
                                new PreviewDebtor(DebtorType.PRIVATE, "FR", null),
                                LocalDate.of(2026, 1, 2))))
                .asInstanceOf(type(DebituraException.class))
                .satisfies(failed -> assertThat(failed.error()).isEqualTo(new DebituraError.UnreadableAnswer(200)));
    }

    @Test
    void a_case_says_which_contract_it_waits_for() {
        asked("GET /cases/" + ID + "/contract-status", 200, """
                {"sdca":{"signed":true,"requiresResigning":false,"solutionUrl":null},
                 "poa":{"signed":false,"requiresResigning":true,"solutionUrl":"https://s.example/poa"},
                 "pricingAppendix":null,"collectionPartnerName":"Inkasso","needsPoaSigning":true}""", () -> assertThat(cases.contractStatus(tenant, ID))
                .isEqualTo(new ContractStatus(
                        new ContractStatus.Contract(true, false, Optional.empty()),
                        Optional.of(new ContractStatus.Contract(false, true, Optional.of("https://s.example/poa"))),
                        Optional.empty(),
                        Optional.of("Inkasso"),
                        true)));
    }

    @Test
    void cases_of_a_client_are_listed_by_lifecycle() {
        var request = asked(
                "GET /cases",
                200,
                "{\"page\":{\"totalPages\":1},\"cases\":[{\"id\":\"" + ID + "\",\"lifecycle\":\"Paused\"}]}",
                () -> assertThat(cases.cases(tenant, CustomerCaseFilter.inLifecycles(List.of(Lifecycle.PAUSED)), 2, 50)
                                .cases())
                        .singleElement()
                        .satisfies(
                                found -> assertThat(found.lifecycle().value()).isEqualTo(Lifecycle.PAUSED)));
        assertThat(request.query()).isEqualTo("Statuses=Paused&Sort=DateCreated%3Aasc&Page=2&PageSize=50");
    }

    @Test
    void the_story_of_a_case_is_read() {
        asked("GET /cases/" + ID + "/timeline", 200, """
                {"items":[{"date":"2026-02-03T10:00:00","type":"Call","title":"Called Zoë","description":"-","actor":{"type":"System"}}],
                 "currentEngagementPhase":"Pre-legal"}""", () -> {
            var timeline = cases.timeline(tenant, ID);
            assertThat(timeline.currentEngagementPhase()).contains(EngagementPhase.PRE_LEGAL);
            assertThat(timeline.items()).singleElement().satisfies(event -> {
                assertThat(event.date()).isEqualTo("2026-02-03T10:00:00Z");
                assertThat(event).hasToString("Event[type=Call, date=2026-02-03T10:00:00Z]");
            });
        });
        asked(
                "GET /cases/" + ID + "/validation",
                200,
                "{\"needsInfo\":true,\"items\":[{\"resolutionArea\":\"ProvideDocuments\"}]}",
                () -> assertThat(cases.validation(tenant, ID).items())
                        .singleElement()
                        .satisfies(item -> assertThat(item.resolutionArea()).contains("ProvideDocuments")));
        asked(
                "GET /cases/" + ID + "/exclusive-period",
                200,
                "{\"daysRemaining\":-3,\"status\":\"Expired\",\"extensions\":[{\"type\":\"PromiseToPay\"}]}",
                () -> assertThat(cases.exclusivePeriod(tenant, ID)).hasValueSatisfying(period -> {
                    assertThat(period.daysRemaining()).isEqualTo(-3);
                    assertThat(period.extensions()).hasSize(1);
                }));
        asked("GET /cases/" + ID + "/exclusive-period", 404, "", () -> assertThat(cases.exclusivePeriod(tenant, ID))
                .isEmpty());
        asked("GET /cases/case-reference/AB12CD34", 404, "", () -> assertThat(cases.caseByReference(tenant, "AB12CD34"))
                .isEmpty());
    }

    @Test
    void quotes_are_read_from_request_to_price() {
        var requests = "/cases/" + ID + "/quote-requests";
        asked(
                "GET " + requests,
                200,
                "{\"quoteRequests\":[{\"quoteRequestId\":\"" + OTHER + "\",\"maxQuotes\":3}]}",
                () -> assertThat(cases.quoteRequests(tenant, ID).quoteRequests())
                        .singleElement()
                        .satisfies(request -> assertThat(request.maxQuotes()).isEqualTo(3)));
        asked("GET " + requests + "/" + OTHER, 200, "{\"isMaxBidCountReached\":true}", () -> assertThat(
                        cases.quoteRequest(tenant, ID, OTHER))
                .hasValueSatisfying(
                        request -> assertThat(request.isMaxBidCountReached()).isTrue()));
        asked(
                "GET " + requests + "/" + OTHER + "/quotes",
                200,
                "{\"quotes\":[{\"phase\":\"Legal\"}]}",
                () -> assertThat(cases.quotes(tenant, ID, OTHER).quotes())
                        .singleElement()
                        .satisfies(quote -> assertThat(quote.phase()).contains(EngagementPhase.LEGAL)));
        asked(
                "GET " + requests + "/" + OTHER + "/quotes/" + ID,
                200,
                "{\"pricing\":{\"successFeeFee\":12.5,\"costProcessMisc\":0}}",
                () -> assertThat(cases.quote(tenant, ID, OTHER, ID)).hasValueSatisfying(quote -> assertThat(
                                quote.pricing().orElseThrow().successFeeFee())
                        .contains(new BigDecimal("12.5"))));
    }

    // ---- chat, files, tasks

    @Test
    void a_message_is_written_and_read() {
        var stored = "{\"id\":\"" + ID
                + "\",\"role\":1,\"roleLabel\":\"Creditor\",\"message\":\"hello\",\"user\":{\"id\":7,\"email\":\"ida@nordwind.example\"}}";
        var request = asked("POST /cases/" + ID + "/chats", 200, stored, () -> assertThat(
                        work.send(tenant, ID, new SendChat("hello", null, "ida@nordwind.example"))
                                .message())
                .contains("hello"));
        assertThat(request.text()).isEqualTo("{\"message\":\"hello\",\"userEmail\":\"ida@nordwind.example\"}");
        asked("GET /cases/" + ID + "/chats", 200, "[" + stored + "]", () -> assertThat(work.messages(tenant, ID))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.role()).isEqualTo(1);
                    assertThat(message.user().orElseThrow().email()).contains("ida@nordwind.example");
                    assertThat(message.toString()).doesNotContain("hello", "ida");
                }));
    }

    @Test
    void a_file_goes_up_with_its_kind_and_comes_back_with_a_link() {
        var stored =
                "{\"id\":\"" + OTHER + "\",\"url\":\"https://f.example/1?se=1\",\"documentType\":\"DemandLetter\"}";
        var file = new Attachment("letter.txt", "text/plain", "pay".getBytes(StandardCharsets.UTF_8));
        var request = asked("POST /cases/" + ID + "/files", 200, stored, () -> assertThat(
                        work.upload(tenant, ID, file, DocumentType.DEMAND_LETTER, Optional.of("First letter"))
                                .documentType())
                .contains(DocumentType.DEMAND_LETTER));
        var boundary = request.header("Content-Type").replace("multipart/form-data; boundary=", "");
        assertThat(request.text())
                .isEqualTo(("--B\r\nContent-Disposition: form-data; name=\"Description\"\r\n\r\nFirst letter\r\n"
                                + "--B\r\nContent-Disposition: form-data; name=\"DocumentType\"\r\n\r\nDemandLetter\r\n"
                                + "--B\r\nContent-Disposition: form-data; name=\"File\"; filename=\"letter.txt\"\r\n"
                                + "Content-Type: text/plain\r\n\r\npay\r\n--B--\r\n")
                        .replace("--B", "--" + boundary));
        asked("GET /cases/" + ID + "/files", 200, "[" + stored + "]", () -> assertThat(work.files(tenant, ID))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.url()).contains("https://f.example/1?se=1");
                    assertThat(found.toString()).doesNotContain("f.example");
                }));
    }

    @Test
    void tasks_are_asked_for_by_state_and_kind() {
        var task = "{\"id\":\"" + OTHER
                + "\",\"type\":\"BrandNew\",\"status\":\"Open\",\"action\":{\"method\":\"POST\",\"path\":\"/cases/{caseId}/chats\"}}";
        var request = asked("GET /cases/" + ID + "/tasks", 200, "[" + task + "]", () -> assertThat(work.tasks(
                        tenant, ID, TaskStatus.OPEN, List.of(TaskType.REPLY_TO_CHAT, TaskType.SIGN_CONTRACT)))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.type()).isEqualTo(TaskType.UNKNOWN);
                    assertThat(found.action().orElseThrow().path()).contains("/cases/{caseId}/chats");
                }));
        assertThat(request.query()).isEqualTo("status=Open&type=ReplyToChat&type=SignContract");
        request = asked("GET /tasks", 200, "{\"page\":{\"totalPages\":1},\"tasks\":[" + task + "]}", () -> assertThat(
                        work.tasks(tenant, TaskStatus.SOLVED, List.of(), 1, 10).tasks())
                .hasSize(1));
        assertThat(request.query()).isEqualTo("status=Solved&Page=1&PageSize=10");
    }

    // ---- account

    @Test
    void the_account_is_read() {
        asked("GET /me", 200, "{\"id\":\"" + ID + "\",\"companyName\":\"Nordwind\"}", () -> assertThat(
                        account.me(tenant).companyName())
                .contains("Nordwind"));
        asked(
                "GET /contracts/debt-collection/status",
                200,
                "{\"signed\":true,\"requiresResigning\":true,\"invalidationReason\":\"NewVersion\"}",
                () -> assertThat(account.agreementStatus(tenant).invalidationReason())
                        .contains("NewVersion"));
        asked("GET /users", 200, "{\"users\":[{\"id\":\"" + ID + "\",\"name\":\"Ida\"}]}", () -> assertThat(
                        account.team(tenant, 1, 50).users())
                .singleElement()
                .hasToString("TeamMember[id=" + ID + "]"));
        var payments = asked("GET /Payments", 200, "{\"payments\":[{\"grossAmount\":10.10}]}", () -> assertThat(
                        account.payments(tenant, 3, 100).payments())
                .singleElement()
                .satisfies(payment -> assertThat(payment.grossAmount()).isEqualTo(new BigDecimal("10.10"))));
        assertThat(payments.query()).isEqualTo("Page=3&PageSize=100");
        asked("GET /Payments/" + ID, 404, "", () -> assertThat(account.payment(tenant, ID))
                .isEmpty());
        asked("GET /coverage", 200, "[{\"jurisdictionId\":5,\"partners\":[{\"signed\":true}]}]", () -> assertThat(
                        account.coverage(tenant))
                .singleElement()
                .satisfies(found ->
                        assertThat(found.partners().getFirst().signed()).isTrue()));
        asked("GET /coverage/5", 200, "{\"jurisdictionId\":5}", () -> assertThat(account.coverage(tenant, 5))
                .hasValueSatisfying(found -> assertThat(found.partners()).isEmpty()));
        var eligibility = asked(
                "POST /coverage/check-eligibility",
                200,
                "{\"isEligible\":false,\"errorMessage\":\"nobody\"}",
                () -> assertThat(account.checkEligibility(
                                        tenant,
                                        new EligibilityQuestion(
                                                "SE", null, DebtorType.PRIVATE, new BigDecimal("640.50"), "SEK"))
                                .errorMessage())
                        .contains("nobody"));
        assertThat(eligibility.text())
                .isEqualTo(
                        "{\"countryAlpha2\":\"SE\",\"debtorType\":\"Private\",\"amount\":640.50,\"currencyCode\":\"SEK\"}");
    }

    @Test
    void a_division_is_created_replaced_archived_and_deleted() {
        var details = new DivisionDetails("Nordwind Süd", null, null, null, null, "München", "DE", null, null);
        var stored = "{\"id\":\"" + ID + "\",\"country\":{\"id\":1,\"alpha2\":\"DE\"},\"isArchived\":true}";
        var created = asked(
                "POST /divisions", 201, stored, () -> assertThat(account.createDivision(tenant, "division-1", details)
                                .country()
                                .orElseThrow()
                                .alpha2())
                        .contains("DE"));
        assertThat(created.header("Idempotency-Key")).isEqualTo("division-1");
        assertThat(created.text())
                .isEqualTo("{\"companyName\":\"Nordwind Süd\",\"city\":\"München\",\"countryCode\":\"DE\"}");
        asked("PUT /divisions/" + ID, 200, stored, () -> account.replaceDivision(tenant, ID, details));
        var archived = asked("POST /divisions/" + ID + "/archive", 200, stored, () -> assertThat(
                        account.archiveDivision(tenant, ID).isArchived())
                .isTrue());
        assertThat(archived.body()).isEmpty();
        asked("DELETE /divisions/" + ID, 204, "", () -> account.deleteDivision(tenant, ID));
        asked("GET /divisions/" + ID, 404, "", () -> assertThat(account.division(tenant, ID))
                .isEmpty());
        var listed = asked("GET /divisions", 200, "{\"divisions\":[" + stored + "]}", () -> assertThat(
                        account.divisions(tenant, ArchivedDivisions.LEFT_OUT, 1, 10)
                                .divisions())
                .hasSize(1));
        assertThat(listed.query()).isEqualTo("page=1&pageSize=10&includeArchived=false");
    }

    @Test
    void a_deletion_with_a_refused_token_is_tried_once_with_a_fresh_one() {
        customer.on(
                "DELETE /divisions/" + ID,
                request -> say(request.header("Authorization").equals("Bearer token-1") ? 401 : 204, ""));

        account.deleteDivision(tenant, ID);

        assertThat(customer.requests())
                .extracting(request -> request.header("Authorization"))
                .containsExactly("Bearer token-1", "Bearer token-2");
    }

    // ---- subscriptions and test cases

    @Test
    void a_subscription_of_a_client_lives_and_its_deliveries_are_replayed() {
        var hook = "{\"id\":\"" + ID + "\",\"secret\":\"c2VjcmV0\"}";
        asked("POST /webhooks", 201, hook, () -> assertThat(
                        webhooks.create(tenant, new CreateWebhook("https://h.example", List.of("chat.created"), true))
                                .secret())
                .contains("c2VjcmV0"));
        asked("GET /webhooks", 200, "[" + hook + "]", () -> assertThat(webhooks.subscriptions(tenant))
                .hasSize(1));
        asked("GET /webhooks/" + ID, 404, "", () -> assertThat(webhooks.subscription(tenant, ID))
                .isEmpty());
        var patched = asked(
                "PATCH /webhooks/" + ID, 200, hook, () -> webhooks.update(tenant, ID, UpdateWebhook.reactivate()));
        assertThat(patched.text()).isEqualTo("{\"isActive\":true,\"regenerateSecret\":false}");
        asked(
                "POST /webhooks/" + ID + "/test",
                200,
                "{\"success\":false,\"durationMs\":12,\"errorCategory\":\"SslError\",\"testPayload\":{\"a\":[1]}}",
                () -> assertThat(webhooks.test(tenant, ID).errorCategory()).contains("SslError"));
        asked("DELETE /webhooks/" + ID, 204, "", () -> webhooks.delete(tenant, ID));
        var log = asked(
                "GET /webhooks/events",
                200,
                "[{\"id\":\"" + OTHER + "\",\"payload\":\"{}\",\"attemptCount\":2,\"lastResponseCode\":503}]",
                () -> assertThat(webhooks.deliveries(tenant, ID, Optional.of(Instant.parse("2026-02-03T10:00:00Z"))))
                        .singleElement()
                        .satisfies(delivery ->
                                assertThat(delivery.lastResponseCode()).contains(503)));
        assertThat(log.query()).isEqualTo("caseId=" + ID + "&since=2026-02-03T10%3A00%3A00Z");
        asked("POST /webhooks/events/" + OTHER + "/replay", 200, "{\"eventId\":\"" + OTHER + "\"}", () -> assertThat(
                        webhooks.replay(tenant, OTHER).eventId())
                .isEqualTo(OTHER));
    }

    @Test
    void a_test_case_is_moved_fired_and_removed() {
        var advanced = asked(
                "POST /test/cases/" + ID + "/advance",
                200,
                "{\"advanced\":true,\"state\":\"Closed:Paid\"}",
                () -> assertThat(testCases.advance(
                                tenant, ID, new AdvanceTestCase(TestCaseState.PAID, new BigDecimal("10.00"))))
                        .isEqualTo(new AdvancedTestCase(true, TestCaseState.PAID)));
        assertThat(advanced.text()).isEqualTo("{\"to\":\"Closed:Paid\",\"amount\":10.00}");
        asked("POST /test/webhooks/fire", 200, "{\"caseId\":\"" + ID + "\",\"enqueuedCount\":0}", () -> assertThat(
                        testCases
                                .fire(tenant, new FireTestEvent("case.closed", ID, null))
                                .enqueuedCount())
                .isZero());
        asked("DELETE /test/cases/" + ID, 204, "", () -> testCases.delete(tenant, ID));
        var byTag = asked("DELETE /test/cases", 204, "", () -> testCases.deleteByTag(tenant, "run 1"));
        assertThat(byTag.query()).isIn("tag=run+1", "tag=run%201");
    }
}
