package dev.recoup.officialdocument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.officialdocument.api.CasesApi;
import dev.recoup.officialdocument.api.ContractsApi;
import dev.recoup.officialdocument.api.CoverageApi;
import dev.recoup.officialdocument.api.DivisionsApi;
import dev.recoup.officialdocument.api.MeApi;
import dev.recoup.officialdocument.api.PaymentsApi;
import dev.recoup.officialdocument.api.TasksApi;
import dev.recoup.officialdocument.api.TestCasesApi;
import dev.recoup.officialdocument.api.TestWebhooksApi;
import dev.recoup.officialdocument.api.UsersApi;
import dev.recoup.officialdocument.api.WebhookEventsApi;
import dev.recoup.officialdocument.api.WebhooksApi;
import dev.recoup.officialdocument.client.ApiClient;
import dev.recoup.officialdocument.model.DebituraDomainModelWebhooksDtosCreateWebhookRequest;
import dev.recoup.officialdocument.model.DebituraDomainModelWebhooksDtosUpdateWebhookRequest;
import dev.recoup.officialdocument.model.DebituraWebExternalApiContractsV1CasesDebtorDto;
import dev.recoup.officialdocument.model.DebituraWebExternalApiContractsV1CasesInvoiceDto;
import dev.recoup.officialdocument.model.DebituraWebExternalApiContractsV1CasesRequestsAdvanceTestCaseRequest;
import dev.recoup.officialdocument.model.DebituraWebExternalApiContractsV1CasesRequestsCreateCollectionCaseRequestApiViewModel;
import dev.recoup.officialdocument.model.DebituraWebExternalApiContractsV1CasesRequestsFireWebhookRequest;
import dev.recoup.officialdocument.model.DebituraWebExternalApiContractsV1CasesRequestsPreviewCaseRequestApiViewModel;
import dev.recoup.officialdocument.model.DebituraWebExternalApiContractsV1CasesRequestsPreviewDebtorDto;
import dev.recoup.officialdocument.model.DebituraWebExternalApiContractsV1ChatsSendChatRequest;
import dev.recoup.officialdocument.model.DebituraWebExternalApiContractsV1DivisionsCreateDivisionRequestDto;
import dev.recoup.officialdocument.model.DebituraWebExternalCustomerAPIModelsCoveragesCaseEligibilityRequestApiDTO;
import dev.recoup.testing.JudgedSandbox;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.Sandbox.Signature;
import dev.recoup.testing.contract.Contract;
import dev.recoup.testing.contract.ContractRecord;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A client that a public generator made from Debitura's own document, unmodified, against the sandbox; every request and
 * every answer is held against that document.
 */
class OfficialClientTest {

    private static final double AMOUNT = 1250.5;

    /** How the caller proves who it is; both are open to every operation. */
    enum Credential {
        /** The key of a creditor that manages its own account. */
        KEY_OF_A_CREDITOR,
        /** A token that a referral partner minted for its client. */
        TOKEN_OF_A_CLIENT
    }

    private static final ContractRecord RECORD = new ContractRecord();
    private static Sandbox sandbox;
    private static String tenant;
    private static String token;

    private final String unique = UUID.randomUUID().toString();

    @BeforeAll
    static void start() throws Exception {
        Path document = Path.of(System.getProperty("recoup.official-document"));
        sandbox = JudgedSandbox.start(RECORD, Contract.referral(), Contract.of("official", document));
        tenant = "ten-" + UUID.randomUUID();
        sandbox.seedClient(tenant, "Nordwind Handel GmbH", tenant + "@nordwind.example", "DE", Signature.SIGNED);
        token = sandbox.mint(tenant);
    }

    @AfterEach
    void neither_side_broke_the_document() {
        assertThat(RECORD.takeViolations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void cases_are_created_listed_and_found(Credential credential) throws Exception {
        CasesApi cases = new CasesApi(client(credential));

        DebituraWebExternalApiContractsV1CasesInvoiceDto created = cases.casesPost(unique, claim());

        assertThat(created.getGrossAmount()).isEqualTo(AMOUNT);
        assertThat(cases.casesPost(unique, claim()).getId()).isEqualTo(created.getId());
        assertThat(cases.casesIdGet(created.getId()).getReference()).isEqualTo(created.getReference());
        assertThat(cases.casesByCreditorReferenceCreditorReferenceGet(unique).getId())
                .isEqualTo(created.getId());
        assertThat(cases.casesCaseReferenceCaseReferenceGet(created.getReference())
                        .getId())
                .isEqualTo(created.getId());
        assertThat(cases.casesGet(1, 10, null, List.of(created.getId()), null, null, "DateCreated:desc")
                        .getCases())
                .extracting(DebituraWebExternalApiContractsV1CasesInvoiceDto::getId)
                .containsExactly(created.getId());
        assertThat(cases.casesIdContractStatusGet(created.getId()).getSdca().getSigned())
                .isTrue();
        assertThat(cases.casesIdTimelineGet(created.getId()).getItems()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_case_is_previewed(Credential credential) throws Exception {
        var preview = new CasesApi(client(credential))
                .casesPreviewPost(new DebituraWebExternalApiContractsV1CasesRequestsPreviewCaseRequestApiViewModel()
                        .amountToRecover(AMOUNT)
                        .currencyCode("EUR")
                        .debtor(new DebituraWebExternalApiContractsV1CasesRequestsPreviewDebtorDto()
                                .type("Company")
                                .countryAlpha2("DE"))
                        .dueDate(daysAgo(60)));

        assertThat(preview.getResult().getIsEligible()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void people_talk_about_a_case_and_share_files(Credential credential, @TempDir Path folder) throws Exception {
        CasesApi cases = new CasesApi(client(credential));
        UUID id = cases.casesPost(unique, claim()).getId();

        var sent = cases.casesIdChatsPost(
                id,
                new DebituraWebExternalApiContractsV1ChatsSendChatRequest()
                        .message("Paid in part by cash")
                        .userId(member(credential)));
        assertThat(cases.casesIdChatsGet(id))
                .anySatisfy(chat -> assertThat(chat.getId()).isEqualTo(sent.getId()));

        Path invoice = Files.writeString(folder.resolve("invoice.pdf"), "%PDF-1.7\n%%EOF\n");
        var file = cases.casesIdFilesPost(id, invoice.toFile(), "the invoice", "OriginalInvoice");
        assertThat(cases.casesIdFilesGet(id)).singleElement().satisfies(listed -> {
            assertThat(listed.getId()).isEqualTo(file.getId());
            assertThat(listed.getFileName()).isEqualTo("invoice.pdf");
            assertThat(listed.getDescription()).isEqualTo("the invoice");
        });
    }

    private static UUID member(Credential credential) throws Exception {
        return new UsersApi(client(credential))
                .usersGet(1, 10)
                .getUsers()
                .getFirst()
                .getId();
    }

    @ParameterizedTest
    @EnumSource
    void payments_and_tasks_are_read(Credential credential) throws Exception {
        CasesApi cases = new CasesApi(client(credential));
        UUID id = cases.casesPost(unique, claim()).getId();
        sandbox.moveCase(id.toString(), "Active");
        sandbox.pay(id.toString(), new BigDecimal("250.50"));
        sandbox.moveCase(id.toString(), "NeedsAdditionalDetails");

        var payment = cases.casesIdPaymentsGet(id).getFirst();
        assertThat(payment.getGrossAmount()).isEqualTo(250.5);
        PaymentsApi payments = new PaymentsApi(client(credential));
        assertThat(payments.paymentsGet(1, 100).getPayments()).contains(payment);
        assertThat(payments.paymentsIdGet(payment.getId())).isEqualTo(payment);

        var ofCase = cases.casesIdTasksGet(id, "Open", null);
        assertThat(ofCase).isNotEmpty();
        assertThat(new TasksApi(client(credential))
                        .tasksGet("Open", null, 1, 100)
                        .getTasks())
                .containsAll(ofCase);
    }

    @ParameterizedTest
    @EnumSource
    void a_test_case_is_advanced_and_deleted(Credential credential) throws Exception {
        CasesApi cases = new CasesApi(client(credential));
        TestCasesApi testCases = new TestCasesApi(client(credential));
        UUID first = cases.casesPost(unique, claim().isTest(true)).getId();
        UUID second = cases.casesPost(
                        unique + "-2",
                        claim().creditorReference(unique + "-2").isTest(true).tag(unique))
                .getId();

        assertThat(testCases
                        .testCasesIdAdvancePost(
                                first,
                                new DebituraWebExternalApiContractsV1CasesRequestsAdvanceTestCaseRequest().to("Active"))
                        .getState())
                .isEqualTo("Active");
        testCases.testCasesIdDelete(first);
        testCases.testCasesDelete(unique);

        assertThat(cases.casesGet(1, 10, null, List.of(first, second), null, null, null)
                        .getCases())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_subscription_is_made_changed_tried_and_its_deliveries_are_repeated(Credential credential) throws Exception {
        UUID id = new CasesApi(client(credential))
                .casesPost(unique, claim().isTest(true))
                .getId();
        WebhooksApi webhooks = new WebhooksApi(client(credential));
        var made = webhooks.webhooksPost(new DebituraDomainModelWebhooksDtosCreateWebhookRequest()
                .url(URI.create("http://127.0.0.1:9/hook"))
                .events(List.of("case.created", "case.updated"))
                .isTestMode(true));
        assertThat(made.getSecret()).isNotBlank();
        assertThat(webhooks.webhooksGet())
                .anySatisfy(listed -> assertThat(listed.getId()).isEqualTo(made.getId()));
        assertThat(webhooks.webhooksIdGet(made.getId()).getSecret()).isNull();
        assertThat(webhooks.webhooksIdPatch(
                                made.getId(),
                                new DebituraDomainModelWebhooksDtosUpdateWebhookRequest().regenerateSecret(true))
                        .getSecret())
                .isNotEqualTo(made.getSecret());
        assertThat(webhooks.webhooksIdTestPost(made.getId()).getSuccess()).isFalse();

        assertThat(new TestWebhooksApi(client(credential))
                        .testWebhooksFirePost(new DebituraWebExternalApiContractsV1CasesRequestsFireWebhookRequest()
                                .event("case.updated")
                                .caseId(id)
                                .subscriptionId(made.getId()))
                        .getEnqueuedCount())
                .isEqualTo(1);
        WebhookEventsApi log = new WebhookEventsApi(client(credential));
        await().untilAsserted(() -> assertThat(log.webhooksEventsGet(id, null)).isNotEmpty());
        assertThat(log.webhooksEventsIdReplayPost(
                                log.webhooksEventsGet(id, null).getFirst().getId())
                        .getSubscriptionId())
                .isEqualTo(made.getId());

        webhooks.webhooksIdDelete(made.getId());
    }

    @ParameterizedTest
    @EnumSource
    void the_account_its_places_and_its_divisions_are_read(Credential credential) throws Exception {
        assertThat(new MeApi(client(credential)).meGet().getId()).isNotNull();
        assertThat(new ContractsApi(client(credential))
                        .contractsDebtCollectionStatusGet()
                        .getSigned())
                .isTrue();
        CoverageApi coverage = new CoverageApi(client(credential));
        var place = coverage.coverageGet().getFirst();
        assertThat(coverage.coverageIdGet(place.getJurisdictionId())).isEqualTo(place);
        assertThat(coverage.coverageCheckEligibilityPost(
                                new DebituraWebExternalCustomerAPIModelsCoveragesCaseEligibilityRequestApiDTO()
                                        .countryAlpha2("DE")
                                        .debtorType("Company")
                                        .amount(AMOUNT)
                                        .currencyCode("EUR"))
                        .getIsEligible())
                .isTrue();
        DivisionsApi divisions = new DivisionsApi(client(credential));
        var made = divisions.divisionsPost(
                unique,
                new DebituraWebExternalApiContractsV1DivisionsCreateDivisionRequestDto()
                        .companyName("Nordwind Süd GmbH")
                        .address("Hafenstrasse 3")
                        .zipCode("20457")
                        .city("Hamburg")
                        .countryCode("DE"));
        assertThat(divisions.divisionsGet(1, 100, false).getDivisions()).contains(made);
        assertThat(divisions.divisionsIdArchivePost(made.getId()).getIsArchived())
                .isTrue();
    }

    private DebituraWebExternalApiContractsV1CasesRequestsCreateCollectionCaseRequestApiViewModel claim() {
        return new DebituraWebExternalApiContractsV1CasesRequestsCreateCollectionCaseRequestApiViewModel()
                .currencyCode("EUR")
                .date(daysAgo(90))
                .dueDate(daysAgo(60))
                .creditorReference(unique)
                .amountToRecover(AMOUNT)
                .debtor(new DebituraWebExternalApiContractsV1CasesDebtorDto()
                        .type("Company")
                        .name("Nordwind Handel GmbH")
                        .address("Hafenstrasse 3")
                        .zipCode("20457")
                        .city("Hamburg")
                        .countryAlpha2("DE")
                        .email("ar@nordwind.example"));
    }

    private static OffsetDateTime daysAgo(int days) {
        return OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).minusDays(days);
    }

    private static ApiClient client(Credential credential) {
        ApiClient client = new ApiClient();
        // The judge reads HTTP/1.1.
        client.setHttpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1));
        client.updateBaseUri(sandbox.customerUrl().toString());
        client.setRequestInterceptor(
                switch (credential) {
                    case KEY_OF_A_CREDITOR -> request -> request.header("XApiKey", Sandbox.CREDITOR_KEY);
                    case TOKEN_OF_A_CLIENT -> request -> request.header("Authorization", "Bearer " + token);
                });
        return client;
    }
}
