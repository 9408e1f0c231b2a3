package dev.recoup.debitura;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.debitura.customer.CustomerCasePage;
import dev.recoup.debitura.customer.DivisionPage;
import dev.recoup.debitura.customer.PaymentPage;
import dev.recoup.debitura.customer.TaskPage;
import dev.recoup.debitura.customer.TeamPage;
import dev.recoup.debitura.referral.CasePage;
import dev.recoup.debitura.referral.ClientPage;
import dev.recoup.debitura.referral.LinkedClient;
import dev.recoup.debitura.referral.LinkedClient.KycStatus;
import dev.recoup.debitura.referral.Transaction;
import dev.recoup.debitura.referral.TransactionPage;
import dev.recoup.debitura.referral.WebhookSubscription;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToleranceTest {

    @Test
    void unknown_properties_are_ignored_wherever_they_stand() {
        var read = read(CollectionCase.class, """
                {"id":"6f0c2a54-0000-4000-8000-000000000001","novelty":{"a":[1]},"signingHandoff":{"combinedSigningUrl":"https://s.example","steps":[]}}""");

        assertThat(read.id()).isEqualTo(UUID.fromString("6f0c2a54-0000-4000-8000-000000000001"));
        assertThat(read.signingUrl()).contains("https://s.example");
    }

    @Test
    void names_match_in_any_letter_case() {
        var read = read(WebhookSubscription.class, """
                {"Id":"6f0c2a54-0000-4000-8000-000000000002","Url":"https://h.example","Events":["case.created"],"IsActive":true,"Secret":"c2VjcmV0","IsTestMode":true}""");

        assertThat(read.url()).isEqualTo("https://h.example");
        assertThat(read.events()).containsExactly("case.created");
        assertThat(read.isActive()).isTrue();
        assertThat(read.isTestMode()).isTrue();
        assertThat(read.secret()).contains("c2VjcmV0");
    }

    @Test
    void what_is_missing_or_null_is_empty_and_unknown() {
        var missing = read(CollectionCase.class, "{}");
        var nulls = read(
                CollectionCase.class,
                "{\"closeCode\":null,\"lifecycle\":null,\"currentEngagementPhase\":null,\"isTestCase\":null}");

        assertThat(missing).isEqualTo(nulls);
        assertThat(missing.lifecycle()).isEqualTo(new Told<>(Lifecycle.UNKNOWN, ""));
        assertThat(missing.closeCode()).isEmpty();
        assertThat(missing.currentEngagementPhase()).isEmpty();
        assertThat(missing.signingUrl()).isEmpty();
        assertThat(read(LinkedClient.class, "{\"users\":null}").users()).isEmpty();
        assertThat(read(LinkedClient.class, "{}").kycStatus()).isEqualTo(KycStatus.UNKNOWN);
        assertThat(read(CasePage.class, "{}").cases()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Pending contract signing,PENDING_CONTRACT_SIGNING",
        "PendingContractSigning,PENDING_CONTRACT_SIGNING",
        "Pending Verification Internal,PENDING_VERIFICATION_INTERNAL",
        "Pending Verification,PENDING_VERIFICATION",
        "More Info Required,NEEDS_ADDITIONAL_DETAILS",
        "NeedsAdditionalDetails,NEEDS_ADDITIONAL_DETAILS",
        "Collecting Quotes,LEADS",
        "Pending quote by partner,LEADS",
        "Leads,LEADS",
        "Pending Quote Selection,LEADS_QUOTE_GIVEN",
        "Quote given by partner,LEADS_QUOTE_GIVEN",
        "LeadsQuoteGiven,LEADS_QUOTE_GIVEN",
        "active,ACTIVE",
        "PAUSED,PAUSED",
        "Closed,CLOSED",
        "Merged,MERGED",
        "In orbit,UNKNOWN",
        "'',UNKNOWN",
    })
    void labels_and_names_of_lifecycles_are_both_understood(String text, Lifecycle expected) {
        assertThat(Lifecycle.of(text)).isEqualTo(expected);
        assertThat(read(CollectionCase.class, "{\"lifecycle\":\"" + text + "\"}")
                        .lifecycle())
                .isEqualTo(new Told<>(expected, text));
    }

    @ParameterizedTest
    @EnumSource(Lifecycle.class)
    void a_lifecycle_reads_its_own_name_back(Lifecycle lifecycle) {
        assertThat(Lifecycle.of(lifecycle.wireValue())).isEqualTo(lifecycle);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Pre-Legal Exhausted – No Payment",
                "Pre-Legal Exhausted - No Payment",
                "Pre‑Legal Exhausted — No Payment",
                "pre-legal exhausted −  no payment"
            })
    void dashes_of_any_kind_are_alike(String text) {
        assertThat(CloseCode.of(text)).isEqualTo(CloseCode.PRE_LEGAL_EXHAUSTED);
    }

    @Test
    void only_paid_in_full_and_in_part_are_recoveries() {
        assertThat(CloseCode.values())
                .filteredOn(code -> code.recovery() == CloseCode.Recovery.RECOVERED)
                .containsExactly(CloseCode.PAID, CloseCode.PARTIALLY_PAID);
        assertThat(CloseCode.of("Sold to the moon").recovery()).isEqualTo(CloseCode.Recovery.UNKNOWN);
        assertThat(CloseCode.of("Case never started - Internal")).isEqualTo(CloseCode.NEVER_STARTED_INTERNAL);
        assertThat(CloseCode.of("Case never started")).isEqualTo(CloseCode.NEVER_STARTED);
    }

    @ParameterizedTest
    @CsvSource({
        "not_required,NOT_REQUIRED",
        "NotRequired,NOT_REQUIRED",
        "pending,PENDING",
        "Verified,VERIFIED",
        "expired,UNKNOWN"
    })
    void both_spellings_of_the_kyc_status_are_understood(String text, KycStatus expected) {
        assertThat(read(LinkedClient.class, "{\"kycStatus\":\"" + text + "\"}").kycStatus())
                .isEqualTo(expected);
    }

    @Test
    void an_enum_that_comes_as_something_else_is_unknown_and_breaks_nothing() {
        var read = read(CollectionCase.class, "{\"lifecycle\":{\"name\":\"Active\"},\"reference\":\"AB12CD34\"}");

        assertThat(read.lifecycle().value()).isEqualTo(Lifecycle.UNKNOWN);
        assertThat(read.reference()).isEqualTo("AB12CD34");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-04T09:12:00Z,2026-05-04T09:12:00Z",
        "2026-05-04T09:12:00,2026-05-04T09:12:00Z",
        "2026-05-04T09:12:00.1234567,2026-05-04T09:12:00.123456700Z",
        "2026-05-04T11:12:00+02:00,2026-05-04T09:12:00Z",
        "2026-05-04 09:12:00,2026-05-04T09:12:00Z",
        "2026-05-04,2026-05-04T00:00:00Z",
    })
    void times_without_zone_are_utc(String text, Instant expected) {
        assertThat(read(CollectionCase.class, "{\"dateCreated\":\"" + text + "\"}")
                        .dateCreated())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"\"paid\",PAID,paid", "\"Payed twice\",UNKNOWN,Payed twice", "7,UNKNOWN,7"})
    void a_status_keeps_the_text_it_came_as(String json, Transaction.CommissionPaymentStatus value, String text) {
        var read = read(Transaction.class, "{\"status\":{\"commissionPaymentStatus\":" + json + "}}");

        assertThat(read.status().commissionPaymentStatus()).contains(new Told<>(value, text));
        assertThat(read.status().platformInvoicingStatus()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "More Info Required,NeedsAdditionalDetails",
        "NeedsAdditionalDetails,NeedsAdditionalDetails",
        "Escalated To Board,Escalated To Board"
    })
    void what_is_stored_of_a_lifecycle_is_one_spelling_if_it_is_known_and_its_own_text_if_it_is_not(
            String text, String stored) {
        var read = read(CollectionCase.class, "{\"lifecycle\":\"" + text + "\",\"closeCode\":\"" + text + "\"}");

        assertThat(read.lifecycle().stored()).isEqualTo(stored);
        assertThat(Lifecycle.of(stored)).isEqualTo(read.lifecycle().value());
        assertThat(read.closeCode().orElseThrow().stored()).isEqualTo(text);
    }

    @Test
    void a_lifecycle_that_debitura_did_not_tell_has_no_text_of_its_own() {
        var missing = read(CollectionCase.class, "{}").lifecycle();

        assertThat(missing.unknownText()).isEmpty();
        assertThat(missing.stored()).isEqualTo("Unknown");
    }

    @Test
    void a_birthday_is_a_day_even_when_it_comes_as_a_time() {
        var read = read(LinkedClient.class, "{\"kycVerification\":{\"directorDateOfBirth\":\"1980-02-29T00:00:00\"}}");

        assertThat(read.kycVerification().directorDateOfBirth()).isEqualTo(LocalDate.of(1980, 2, 29));
    }

    @Test
    void money_keeps_every_digit() {
        var read = read(Transaction.class, """
                {"earnings":{"referralFeeAmountUsd":0.1,"debituraRevenueUsd":12345678901234567.89,"referralFeeAmount":"41.50"}}""");

        assertThat(read.earnings().referralFeeAmountUsd()).isEqualTo(new BigDecimal("0.1"));
        assertThat(read.earnings().debituraRevenueUsd()).isEqualTo(new BigDecimal("12345678901234567.89"));
        assertThat(read.earnings().referralFeeAmount()).isEqualTo(new BigDecimal("41.50"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "pageData", "PageData"})
    void paging_is_found_under_both_names(String name) {
        var read = read(
                CasePage.class,
                "{\"" + name
                        + "\":{\"totalResults\":3,\"pageSize\":2,\"currentPage\":1,\"responseCount\":2,\"totalPages\":2}}");

        assertThat(read.page()).isEqualTo(new PageInfo(3, 2, 1, 2, 2));
        for (Class<?> page : List.of(
                ClientPage.class,
                TransactionPage.class,
                CustomerCasePage.class,
                TaskPage.class,
                PaymentPage.class,
                TeamPage.class,
                DivisionPage.class)) {
            assertThat(read(page, "{\"" + name + "\":{\"totalPages\":7}}"))
                    .as(page.getSimpleName())
                    .extracting("page.totalPages")
                    .isEqualTo(7);
        }
    }

    @Test
    void a_person_is_a_private_debtor_and_is_sent_as_private() {
        assertThat(read(Debtor.class, "{\"type\":\"Person\",\"name\":\"P\"}").type())
                .isEqualTo(DebtorType.PRIVATE);
        assertThat(new String(DebituraJson.bytes(DebtorType.PRIVATE), StandardCharsets.UTF_8))
                .isEqualTo("\"Private\"");
    }

    @Test
    void what_is_personal_or_secret_stays_out_of_text_forms() {
        var debtor =
                read(Debtor.class, "{\"type\":\"Private\",\"name\":\"Ida Berg\",\"email\":\"ida@nordwind.example\"}");
        var webhook = new WebhookSubscription(
                null, "https://h.example", null, true, null, null, Optional.empty(), Optional.of("c2VjcmV0"), false);

        assertThat(debtor).hasToString("Debtor[type=PRIVATE]");
        assertThat(webhook).hasToString("WebhookSubscription[id=null, isActive=true, isTestMode=false]");
    }

    private static <T> T read(Class<T> type, String json) {
        return DebituraJson.<T>read(json.getBytes(StandardCharsets.UTF_8), DebituraJson.type(type))
                .orElseThrow();
    }
}
