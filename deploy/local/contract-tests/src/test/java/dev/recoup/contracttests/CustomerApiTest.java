package dev.recoup.contracttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.recoup.debitura.Attachment;
import dev.recoup.debitura.CollectionCase;
import dev.recoup.debitura.CreateCase;
import dev.recoup.debitura.DebituraAccount;
import dev.recoup.debitura.DebituraCaseWork;
import dev.recoup.debitura.DebituraCustomer;
import dev.recoup.debitura.DebituraCustomerWebhooks;
import dev.recoup.debitura.DebituraError;
import dev.recoup.debitura.DebituraException;
import dev.recoup.debitura.DebituraTestCases;
import dev.recoup.debitura.DebtorType;
import dev.recoup.debitura.Lifecycle;
import dev.recoup.debitura.SubmissionOutcome;
import dev.recoup.debitura.customer.AdvanceTestCase;
import dev.recoup.debitura.customer.ArchivedDivisions;
import dev.recoup.debitura.customer.CasePayment;
import dev.recoup.debitura.customer.ChatMessage;
import dev.recoup.debitura.customer.CustomerCaseFilter;
import dev.recoup.debitura.customer.CustomerCoverage;
import dev.recoup.debitura.customer.DeliveryRecord;
import dev.recoup.debitura.customer.Division;
import dev.recoup.debitura.customer.DivisionDetails;
import dev.recoup.debitura.customer.DocumentType;
import dev.recoup.debitura.customer.EligibilityQuestion;
import dev.recoup.debitura.customer.FireTestEvent;
import dev.recoup.debitura.customer.QuoteRequest;
import dev.recoup.debitura.customer.SendChat;
import dev.recoup.debitura.customer.TaskStatus;
import dev.recoup.debitura.customer.TestCaseState;
import dev.recoup.debitura.referral.CreateWebhook;
import dev.recoup.debitura.referral.UpdateWebhook;
import dev.recoup.debitura.referral.WebhookSubscription;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.Sandbox.Behaviour;
import dev.recoup.testing.Sandbox.Signature;
import dev.recoup.testing.contract.Contract;
import dev.recoup.testing.contract.ContractRecord;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** All operations of the Customer API, for one client and with its token. */
@QuarkusTest
@WithTestResource(SandboxAndJudge.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomerApiTest {

    private static final byte[] PDF = "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    Sandbox sandbox;
    ContractRecord record;

    @Inject
    DebituraCustomer customer;

    @Inject
    DebituraCaseWork caseWork;

    @Inject
    DebituraAccount account;

    @Inject
    DebituraCustomerWebhooks webhooks;

    @Inject
    DebituraTestCases testCases;

    private String tenant;
    private String mail;

    @BeforeEach
    void newClient() {
        tenant = "ten-" + UUID.randomUUID();
        mail = UUID.randomUUID() + "@nordwind.example";
        sandbox.seedClient(tenant, "Nordwind Handel GmbH", mail, "DE", Signature.SIGNED);
    }

    @AfterEach
    void neither_side_broke_the_document() {
        assertThat(record.takeViolations()).isEmpty();
    }

    @AfterAll
    void every_operation_was_called() {
        assertThat(Contract.customer().operations()).isSubsetOf(record.calls().keySet());
    }

    @Test
    void a_case_is_found_by_each_of_its_names() {
        CollectionCase created = submit(Claims.live("ref/" + tenant));

        assertThat(created.grossAmount()).isEqualByComparingTo(Claims.AMOUNT);
        assertThat(customer.caseById(tenant, created.id()).orElseThrow().reference())
                .isEqualTo(created.reference());
        assertThat(customer.caseByCreditorReference(tenant, "ref/" + tenant)
                        .orElseThrow()
                        .id())
                .isEqualTo(created.id());
        assertThat(customer.caseByReference(tenant, created.reference())
                        .orElseThrow()
                        .id())
                .isEqualTo(created.id());
        assertThat(customer.cases(tenant, CustomerCaseFilter.all(), 1, 10).cases())
                .extracting(CollectionCase::id)
                .containsExactly(created.id());
        assertThat(customer.caseById(tenant, UUID.randomUUID())).isEmpty();
    }

    @Test
    void a_case_shows_where_it_stands() {
        CollectionCase created = submit(Claims.live(tenant));
        sandbox.moveCase(created.id().toString(), "Active");

        assertThat(customer.contractStatus(tenant, created.id()).sdca().signed())
                .isTrue();
        assertThat(customer.timeline(tenant, created.id()).items()).isNotEmpty();
        assertThat(customer.validation(tenant, created.id()).needsInfo()).isFalse();
        assertThat(customer.exclusivePeriod(tenant, created.id())).isNotNull();
        assertThat(account.agreementStatus(tenant).signed()).isTrue();
    }

    @Test
    void a_claim_is_priced_and_its_place_is_covered() {
        assertThat(customer.preview(tenant, Claims.preview())).satisfies(preview -> {
            assertThat(preview.isEligible()).isTrue();
            assertThat(preview.partnerAssignment()).isPresent();
            assertThat(preview.pricingPreview()).isPresent();
        });
        CustomerCoverage germany = account.coverage(tenant).stream()
                .filter(place -> place.countryAlpha2().equals(Optional.of("DE")))
                .findFirst()
                .orElseThrow();
        assertThat(account.coverage(tenant, germany.jurisdictionId())).contains(germany);
        assertThat(account.checkEligibility(
                                tenant, new EligibilityQuestion("DE", null, DebtorType.COMPANY, Claims.AMOUNT, "EUR"))
                        .isEligible())
                .isTrue();
    }

    @Test
    void people_talk_about_a_case_and_share_files() {
        CollectionCase created = submit(Claims.live(tenant));

        ChatMessage sent = caseWork.send(tenant, created.id(), new SendChat("Paid in part by cash", null, mail));
        assertThat(caseWork.messages(tenant, created.id()))
                .extracting(ChatMessage::id)
                .contains(sent.id());

        var file = caseWork.upload(
                tenant,
                created.id(),
                new Attachment("Rechnung Größe.pdf", "application/pdf", PDF),
                DocumentType.ORIGINAL_INVOICE,
                Optional.of("the invoice"));
        assertThat(caseWork.files(tenant, created.id())).singleElement().satisfies(listed -> {
            assertThat(listed.id()).isEqualTo(file.id());
            assertThat(listed.fileName()).contains("Rechnung Größe.pdf");
            assertThat(listed.documentType()).contains(DocumentType.ORIGINAL_INVOICE);
            assertThat(listed.description()).contains("the invoice");
        });
    }

    @Test
    void tasks_say_what_the_creditor_has_to_do() {
        CollectionCase created = submit(Claims.live(tenant));
        sandbox.moveCase(created.id().toString(), "NeedsAdditionalDetails");

        assertThat(caseWork.tasks(tenant, created.id(), TaskStatus.OPEN, List.of()))
                .allSatisfy(task -> assertThat(task.caseId()).contains(created.id()));
        assertThat(caseWork.tasks(tenant, TaskStatus.OPEN, List.of(), 1, 10).tasks())
                .isEqualTo(caseWork.tasks(tenant, created.id(), TaskStatus.OPEN, List.of()));
    }

    @Test
    void payments_are_listed_by_case_and_for_the_creditor() {
        CollectionCase created = submit(Claims.live(tenant));
        sandbox.moveCase(created.id().toString(), "Active");
        sandbox.pay(created.id().toString(), new BigDecimal("250.50"));

        CasePayment payment = customer.payments(tenant, created.id()).getFirst();
        assertThat(payment.grossAmount()).isEqualByComparingTo("250.50");
        assertThat(account.payments(tenant, 1, 10).payments()).containsExactly(payment);
        assertThat(account.payment(tenant, payment.id())).contains(payment);
    }

    @Test
    void agencies_are_asked_for_quotes() {
        CollectionCase created = submit(Claims.live(tenant));
        sandbox.moveCase(created.id().toString(), "Leads");

        QuoteRequest asked =
                customer.quoteRequests(tenant, created.id()).quoteRequests().getFirst();
        assertThat(customer.quoteRequest(tenant, created.id(), asked.quoteRequestId())
                        .orElseThrow()
                        .caseId())
                .isEqualTo(created.id());
        var quotes = customer.quotes(tenant, created.id(), asked.quoteRequestId());
        UUID quoteId = quotes.quotes().isEmpty()
                ? UUID.randomUUID()
                : quotes.quotes().getFirst().quoteId();
        assertThat(customer.quote(tenant, created.id(), asked.quoteRequestId(), quoteId)
                        .isPresent())
                .isEqualTo(!quotes.quotes().isEmpty());
    }

    @Test
    void a_creditor_reads_its_account_and_keeps_its_divisions() {
        assertThat(account.me(tenant).officeEmail()).contains(mail);
        assertThat(account.team(tenant, 1, 10).users()).isNotEmpty();

        Division made = account.createDivision(tenant, UUID.randomUUID().toString(), division("Nordwind Süd GmbH"));
        assertThat(account.division(tenant, made.id()).orElseThrow().companyName())
                .contains("Nordwind Süd GmbH");
        assertThat(account.replaceDivision(tenant, made.id(), division("Nordwind West GmbH"))
                        .companyName())
                .contains("Nordwind West GmbH");
        assertThat(account.archiveDivision(tenant, made.id()).isArchived()).isTrue();

        Division other = account.createDivision(tenant, UUID.randomUUID().toString(), division("Nordwind Ost GmbH"));
        assertThat(account.divisions(tenant, ArchivedDivisions.LEFT_OUT, 1, 10).divisions())
                .extracting(Division::id)
                .contains(other.id());
        account.deleteDivision(tenant, other.id());
        assertThat(account.division(tenant, other.id())).isEmpty();
    }

    private static DivisionDetails division(String name) {
        return new DivisionDetails(
                name, "HRB 17", "Hafenstrasse 3", "20457", null, "Hamburg", "DE", "division@nordwind.example", null);
    }

    @Test
    void a_subscription_is_made_changed_tried_and_its_deliveries_are_repeated() {
        try (var _ = sandbox.play("webhook-tokens", Behaviour.A)) {
            walkThroughASubscription();
        }
    }

    @Test
    void webhook_operations_that_take_no_token_end_in_a_typed_error_and_the_client_can_still_be_asked() {
        try (var _ = sandbox.play("webhook-tokens", Behaviour.B)) {
            assertThatThrownBy(() -> webhooks.subscriptions(tenant))
                    .asInstanceOf(type(DebituraException.class))
                    .extracting(DebituraException::error)
                    .isEqualTo(new DebituraError.ClientNotLinked(
                            DebituraError.ClientNotLinked.Evidence.SECOND_UNAUTHORIZED));
            assertThat(customer.caseById(tenant, UUID.randomUUID())).isEmpty();
        }
    }

    private void walkThroughASubscription() {
        CollectionCase created = submit(Claims.test(tenant, tenant));
        WebhookSubscription subscription = webhooks.create(
                tenant, new CreateWebhook("http://127.0.0.1:9/hook", List.of("case.created", "case.updated"), true));
        assertThat(subscription.secret()).isPresent();
        assertThat(webhooks.subscriptions(tenant))
                .extracting(WebhookSubscription::id)
                .containsExactly(subscription.id());
        assertThat(webhooks.subscription(tenant, subscription.id())
                        .orElseThrow()
                        .secret())
                .isEmpty();
        assertThat(webhooks.update(tenant, subscription.id(), UpdateWebhook.rotateSecret())
                        .secret())
                .isPresent()
                .isNotEqualTo(subscription.secret());
        assertThat(webhooks.test(tenant, subscription.id()).success()).isFalse();

        assertThat(testCases
                        .fire(tenant, new FireTestEvent("case.updated", created.id(), subscription.id()))
                        .enqueuedCount())
                .isEqualTo(1);
        await().untilAsserted(() -> assertThat(webhooks.deliveries(tenant, created.id(), Optional.empty()))
                .isNotEmpty());
        DeliveryRecord delivery =
                webhooks.deliveries(tenant, created.id(), Optional.empty()).getFirst();
        assertThat(delivery.eventType()).isEqualTo("case.updated");
        assertThat(webhooks.replay(tenant, delivery.id()).subscriptionId()).isEqualTo(subscription.id());

        webhooks.delete(tenant, subscription.id());
        assertThat(webhooks.subscription(tenant, subscription.id())).isEmpty();
    }

    @Test
    void a_test_case_is_played_through_and_removed() {
        CollectionCase first = submit(Claims.test(tenant + "-1", tenant));
        CollectionCase second = submit(Claims.test(tenant + "-2", tenant));

        assertThat(testCases
                        .advance(tenant, first.id(), new AdvanceTestCase(TestCaseState.ACTIVE, null))
                        .state())
                .isEqualTo(TestCaseState.ACTIVE);
        assertThat(customer.caseById(tenant, first.id())
                        .orElseThrow()
                        .lifecycle()
                        .value())
                .isEqualTo(Lifecycle.ACTIVE);

        testCases.delete(tenant, first.id());
        assertThat(customer.caseById(tenant, first.id())).isEmpty();
        testCases.deleteByTag(tenant, tenant);
        assertThat(customer.caseById(tenant, second.id())).isEmpty();
    }

    private CollectionCase submit(CreateCase claim) {
        return ((SubmissionOutcome.Accepted)
                        customer.submitCase(tenant, UUID.randomUUID().toString(), claim.toJson()))
                .collectionCase();
    }
}
