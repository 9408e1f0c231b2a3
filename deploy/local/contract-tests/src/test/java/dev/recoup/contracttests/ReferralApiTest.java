package dev.recoup.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.debitura.Attachment;
import dev.recoup.debitura.ChatNotification;
import dev.recoup.debitura.CollectionCase;
import dev.recoup.debitura.DebituraCaseWork;
import dev.recoup.debitura.DebituraCustomer;
import dev.recoup.debitura.DebituraReferral;
import dev.recoup.debitura.Lifecycle;
import dev.recoup.debitura.OnboardingOutcome;
import dev.recoup.debitura.SubmissionOutcome;
import dev.recoup.debitura.WithdrawalOutcome;
import dev.recoup.debitura.referral.CaseFilter;
import dev.recoup.debitura.referral.ClientFilter;
import dev.recoup.debitura.referral.CreateClient;
import dev.recoup.debitura.referral.CreateWebhook;
import dev.recoup.debitura.referral.LinkedClient.KycStatus;
import dev.recoup.debitura.referral.PartnerProfile.InvoicingTriggerMode;
import dev.recoup.debitura.referral.ReferralCase;
import dev.recoup.debitura.referral.SubmitKyc;
import dev.recoup.debitura.referral.TestEvent;
import dev.recoup.debitura.referral.TransactionFilter;
import dev.recoup.debitura.referral.TransactionPage;
import dev.recoup.debitura.referral.UpdateWebhook;
import dev.recoup.debitura.referral.WebhookSubscription;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.Sandbox.Signature;
import dev.recoup.testing.contract.Contract;
import dev.recoup.testing.contract.ContractRecord;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** All operations of the Referral Partner API, from onboarding to earnings. */
@QuarkusTest
@WithTestResource(SandboxAndJudge.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferralApiTest {

    private static final byte[] PDF = "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    Sandbox sandbox;
    ContractRecord record;

    @Inject
    DebituraReferral debitura;

    @Inject
    DebituraCustomer customer;

    @Inject
    DebituraCaseWork caseWork;

    private String tenant;

    @BeforeEach
    void newTenant() {
        tenant = "ten " + UUID.randomUUID();
    }

    @AfterEach
    void neither_side_broke_the_document() {
        assertThat(record.takeViolations()).isEmpty();
    }

    @AfterAll
    void every_operation_was_called() {
        assertThat(Contract.referral().operations()).isSubsetOf(record.calls().keySet());
    }

    @Test
    void a_partner_reads_its_profile_and_where_it_can_collect() {
        assertThat(debitura.me().isActive()).isTrue();
        assertThat(debitura.me().invoicingTriggerMode()).isNotEqualTo(InvoicingTriggerMode.UNKNOWN);

        assertThat(debitura.coverage()).anySatisfy(place -> {
            assertThat(place.countryAlpha2()).contains("DE");
            assertThat(place.partners()).isNotEmpty();
        });
        assertThat(debitura.filterOptions().countries())
                .anySatisfy(country -> assertThat(country.name()).contains("Germany"));
    }

    @Test
    void a_preview_prices_a_claim_without_a_client() {
        assertThat(debitura.previewCase(Claims.preview())).satisfies(preview -> {
            assertThat(preview.isEligible()).isTrue();
            assertThat(preview.pricingPreview()).isPresent();
            assertThat(preview.jurisdiction().orElseThrow().countryAlpha2()).contains("DE");
        });
    }

    @Test
    void a_new_client_has_to_sign_first_and_can_be_reset() {
        OnboardingOutcome outcome = debitura.createClient(newClient());

        assertThat(outcome).isInstanceOfSatisfying(OnboardingOutcome.SignatureRequired.class, required -> {
            assertThat(required.client().externalTenantId()).isEqualTo(tenant);
            assertThat(required.url()).contains("/companydetails/");
        });
        assertThat(debitura.client(tenant).orElseThrow().onboardingDone()).isFalse();
        assertThat(debitura.clients(ClientFilter.all(), 1, 100).clients())
                .anySatisfy(client -> assertThat(client.externalTenantId()).isEqualTo(tenant));

        assertThat(debitura.deletability(tenant).orElseThrow().isDeletable()).isTrue();
        debitura.resetClient(tenant);
        assertThat(debitura.client(tenant)).isEmpty();
    }

    private CreateClient newClient() {
        String mail = UUID.randomUUID() + "@nordwind.example";
        return new CreateClient(
                tenant,
                new CreateClient.Details(
                        "Nordwind Handel GmbH",
                        "HRB 9931",
                        "Hafenstrasse 3",
                        "20457",
                        "Hamburg",
                        null,
                        "DE",
                        mail,
                        "+4940123456"),
                List.of(new CreateClient.User("Ida Berg", mail, true)),
                List.of(Claims.live("first-" + UUID.randomUUID())));
    }

    @Test
    void a_client_gives_its_directors_data_and_is_withdrawn() {
        seed();

        assertThat(debitura.submitKyc(
                                tenant,
                                UUID.randomUUID().toString(),
                                new SubmitKyc("Ida Berg", "Hafenstrasse 3, Hamburg", LocalDate.of(1979, 11, 2)),
                                ChatNotification.OMIT)
                        .directorDateOfBirth())
                .isEqualTo(LocalDate.of(1979, 11, 2));
        assertThat(debitura.client(tenant).orElseThrow().kycStatus()).isNotEqualTo(KycStatus.UNKNOWN);

        assertThat(debitura.withdrawClient(tenant)).isEqualTo(new WithdrawalOutcome.Withdrawn());
        assertThat(debitura.withdrawClient(tenant)).isEqualTo(new WithdrawalOutcome.NotLinked());
    }

    @Test
    void a_case_is_followed_from_its_creation_to_its_earnings() {
        seed();
        CollectionCase created = submit("ref-" + UUID.randomUUID());
        sandbox.moveCase(created.id().toString(), "Active");
        sandbox.pay(created.id().toString(), new BigDecimal("250.50"));

        ReferralCase followed = debitura.caseById(created.id()).orElseThrow();
        assertThat(followed.reference()).isEqualTo(created.reference());
        assertThat(followed.lifecycle().value()).isEqualTo(Lifecycle.ACTIVE);
        assertThat(followed.remainder()).isEqualByComparingTo("1000.00");
        CaseFilter ofTenant = new CaseFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.of(tenant),
                List.of(Lifecycle.ACTIVE),
                Optional.empty(),
                List.of(),
                List.of());
        assertThat(debitura.cases(ofTenant, 1, 10).cases())
                .extracting(ReferralCase::id)
                .containsExactly(created.id());

        TransactionPage earned = debitura.transactions(ofTenantsEarnings(), 1, 10);
        assertThat(earned.data()).singleElement().satisfies(transaction -> {
            assertThat(transaction.caseInfo().invoiceId()).isEqualTo(created.id());
            assertThat(transaction.payment().amount()).isEqualByComparingTo("250.50");
        });
    }

    private TransactionFilter ofTenantsEarnings() {
        return new TransactionFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.of(tenant),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    @Test
    void a_partner_adds_a_file_to_a_case_which_its_client_then_sees() {
        seed();
        CollectionCase created = submit("ref-" + UUID.randomUUID());

        debitura.uploadFile(
                created.id(),
                UUID.randomUUID().toString(),
                new Attachment("invoice.pdf", "application/pdf", PDF),
                ChatNotification.SEND);

        assertThat(caseWork.files(tenant, created.id())).singleElement().satisfies(file -> assertThat(file.fileName())
                .contains("invoice.pdf"));
    }

    @Test
    void a_subscription_is_made_changed_tried_and_deleted() {
        seed();
        CollectionCase created = submit("ref-" + UUID.randomUUID());
        WebhookSubscription subscription =
                debitura.createWebhook(new CreateWebhook("http://127.0.0.1:9/hook", CreateWebhook.ALL_EVENTS, false));
        assertThat(subscription.secret()).isPresent();

        assertThat(debitura.webhooks()).extracting(WebhookSubscription::id).contains(subscription.id());
        assertThat(debitura.webhook(subscription.id()).orElseThrow().secret()).isEmpty();
        assertThat(debitura.updateWebhook(subscription.id(), UpdateWebhook.rotateSecret())
                        .secret())
                .isPresent()
                .isNotEqualTo(subscription.secret());
        assertThat(debitura.fireTestEvent(TestEvent.ofCase("case.created", created.id()))
                        .enqueuedCount())
                .isEqualTo(1);

        debitura.deleteWebhook(subscription.id());
        assertThat(debitura.webhook(subscription.id())).isEmpty();
    }

    private void seed() {
        sandbox.seedClient(
                tenant, "Nordwind Handel GmbH", UUID.randomUUID() + "@nordwind.example", "DE", Signature.SIGNED);
    }

    private CollectionCase submit(String reference) {
        return ((SubmissionOutcome.Accepted) customer.submitCase(
                        tenant,
                        UUID.randomUUID().toString(),
                        Claims.live(reference).toJson()))
                .collectionCase();
    }
}
