package dev.recoup.debitura;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.recoup.debitura.PreviewCase.PreviewDebtor;
import dev.recoup.debitura.referral.CasePreview.ActionType;
import dev.recoup.debitura.referral.CasePreview.PendingAction;
import dev.recoup.debitura.referral.Coverage;
import dev.recoup.debitura.referral.Deletability;
import dev.recoup.debitura.referral.FilterOptions;
import dev.recoup.debitura.referral.FiredEvent;
import dev.recoup.debitura.referral.SubmitKyc;
import dev.recoup.debitura.referral.TestEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations of the Referral API around clients, cases and subscriptions, against a real HTTP server. */
@QuarkusTest
@WithTestResource(FreePorts.class)
class ReferralOperationsTest {

    private static final UUID CASE_ID = UUID.fromString("6f0c2a54-0000-4000-8000-000000000011");
    private static final UUID PARTNER = UUID.fromString("6f0c2a54-0000-4000-8000-000000000012");
    private static final SubmitKyc KYC = new SubmitKyc("Ida Mørk Berg", "Havnegade 9, 1058", LocalDate.of(1971, 3, 9));

    @Inject
    DebituraReferral debitura;

    @Inject
    DebituraConfig config;

    private WireServer server;

    @BeforeEach
    void start() throws IOException {
        server = new WireServer(config.referralUrl());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    // ---- withdrawing

    @Test
    void a_client_is_withdrawn_without_a_body() {
        server.on("POST /clients/ten%201%2F2/withdraw", 204, "");

        assertThat(debitura.withdrawClient("ten 1/2")).isEqualTo(new WithdrawalOutcome.Withdrawn());
        assertThat(server.only().body()).isEmpty();
        assertThat(server.only().header("XApiKey")).isEqualTo("key-of-the-partner");
        assertThat(server.only().header("Authorization")).isNull();
    }

    @Test
    void a_client_withdrawn_before_is_not_linked() {
        server.on("POST /clients/t/withdraw", 404, "{\"error\":\"Not found\"}");

        assertThat(debitura.withdrawClient("t")).isEqualTo(new WithdrawalOutcome.NotLinked());
    }

    @Test
    void a_client_with_an_active_case_cannot_be_withdrawn() {
        server.on("POST /clients/t/withdraw", 409, "{\"error\":\"Conflict\",\"message\":\"a case is active\"}");

        assertThat(debitura.withdrawClient("t"))
                .isEqualTo(new WithdrawalOutcome.TooLate(
                        new DebituraError.Problem(409, Optional.of("Conflict"), Optional.of("a case is active"))));
    }

    @Test
    void a_failed_withdrawal_is_an_exception() {
        server.on("POST /clients/t/withdraw", 500, "");

        assertThatThrownBy(() -> debitura.withdrawClient("t"))
                .asInstanceOf(type(DebituraException.class))
                .satisfies(failed -> {
                    assertThat(failed.operation()).isEqualTo("withdrawClient");
                    assertThat(failed.externalTenantId()).contains("t");
                    assertThat(failed.error()).isEqualTo(new DebituraError.Unexplained(500));
                });
    }

    // ---- the test environment

    @Test
    void a_reset_is_sent_in_the_test_environment() {
        server.on("DELETE /clients/t", 204, "");

        debitura.resetClient("t");

        assertThat(server.only().method()).isEqualTo("DELETE");
    }

    @Test
    void a_reset_of_an_unknown_client_is_an_exception() {
        server.on("DELETE /clients/t", 404, "");

        assertThatThrownBy(() -> debitura.resetClient("t"))
                .asInstanceOf(type(DebituraException.class))
                .satisfies(failed -> assertThat(failed.status()).hasValue(404));
    }

    @Test
    void blockers_of_a_reset_are_told() {
        server.on(
                "GET /clients/t/is-deletable",
                200,
                "{\"isDeletable\":false,\"blockers\":[\"active case present\",\"pending lead quotes\"]}");
        server.on("GET /clients/u/is-deletable", 200, "{\"isDeletable\":true,\"blockers\":null}");
        server.on("GET /clients/v/is-deletable", 404, "");

        assertThat(debitura.deletability("t"))
                .contains(new Deletability(false, List.of("active case present", "pending lead quotes")));
        assertThat(debitura.deletability("u")).contains(new Deletability(true, List.of()));
        assertThat(debitura.deletability("v")).isEmpty();
    }

    @Test
    void a_test_event_names_its_case_or_its_client_and_counts_who_hears_it() {
        server.on(
                "POST /v1/Webhooks/test",
                200,
                "{\"eventType\":\"case.closed\",\"enqueuedCount\":2,\"message\":\"ok\"}");

        assertThat(debitura.fireTestEvent(TestEvent.ofCase("case.closed", CASE_ID)))
                .isEqualTo(new FiredEvent(Optional.of("case.closed"), 2, Optional.of("ok")));
        debitura.fireTestEvent(TestEvent.ofClient("client.linked", "ten-1"));
        debitura.fireTestEvent(
                new TestEvent("case.updated", CASE_ID, null, Lifecycle.ACTIVE, Lifecycle.PAUSED, null, null));

        assertThat(server.requests())
                .extracting(WireServer.Request::text)
                .containsExactly(
                        "{\"eventType\":\"case.closed\",\"caseId\":\"" + CASE_ID + "\"}",
                        "{\"eventType\":\"client.linked\",\"externalTenantId\":\"ten-1\"}",
                        "{\"eventType\":\"case.updated\",\"caseId\":\"" + CASE_ID
                                + "\",\"oldLifecycle\":\"Active\",\"newLifecycle\":\"Paused\"}");
    }

    // ---- KYC

    @Test
    void kyc_data_is_sent_with_its_key_and_answered_unreviewed() {
        server.on("POST /clients/t/kyc-verification", 201, """
                {"directorFullName":"Ida Mørk Berg","directorHomeAddress":"Havnegade 9, 1058","directorDateOfBirth":"1971-03-09",
                 "dateCreated":"2026-02-03T10:00:00","verificationStatus":null}""");

        var stored = debitura.submitKyc("t", "kyc-1", KYC, ChatNotification.OMIT);

        assertThat(stored.verificationStatus()).isEmpty();
        assertThat(stored.directorDateOfBirth()).isEqualTo("1971-03-09");
        assertThat(server.only().text())
                .isEqualTo("{\"directorFullName\":\"Ida Mørk Berg\",\"directorHomeAddress\":\"Havnegade 9, 1058\","
                        + "\"directorDateOfBirth\":\"1971-03-09\"}");
        assertThat(server.only().header("Idempotency-Key")).isEqualTo("kyc-1");
        assertThat(server.only().query()).isEqualTo("sendChatNotification=false");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 400, 422, 500})
    void kyc_data_appears_in_no_text_no_log_and_no_exception(int status) {
        var echo = "{\"directorFullName\":\"Ida Mørk Berg\",\"directorHomeAddress\":\"Havnegade 9, 1058\","
                + "\"directorDateOfBirth\":[\"1971-03-09\"]}";
        server.on("POST /clients/t/kyc-verification", status, status == 201 ? echo.replaceAll("[\\[\\]]", "") : echo);
        var written = new CopyOnWriteArrayList<>(List.of(KYC.toString()));

        try (var _ = new Overheard(written)) {
            written.add(
                    debitura.submitKyc("t", "kyc-2", KYC, ChatNotification.SEND).toString());
        } catch (DebituraException failed) {
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                written.add(cause.toString());
            }
        }

        assertThat(written)
                .hasSizeGreaterThan(1)
                .noneMatch(text -> text.contains("Berg") || text.contains("Havnegade") || text.contains("1971"));
        assertThat(KYC).hasToString("SubmitKyc[]");
    }

    // ---- files

    @Test
    void a_file_is_one_part_named_file_and_the_same_bytes_every_time() {
        server.on("POST /cases/" + CASE_ID + "/files", 200, "");
        var content = new byte[] {0, (byte) 0xff, '\r', '\n', '-', '-'};
        var file = new Attachment("in\"voice\r\n7 ø.pdf", "application/pdf", content);

        debitura.uploadFile(CASE_ID, "file-1", file, ChatNotification.SEND);
        debitura.uploadFile(CASE_ID, "file-1", file, ChatNotification.SEND);

        var first = server.requests().getFirst();
        var boundary = first.header("Content-Type").replace("multipart/form-data; boundary=", "");
        assertThat(boundary).matches("recoup-[0-9a-f]{40}");
        assertThat(new String(first.body(), StandardCharsets.ISO_8859_1))
                .isEqualTo("--" + boundary + "\r\n"
                        + "Content-Disposition: form-data; name=\"file\"; filename=\"in%22voice%0D%0A7 "
                        + new String("ø".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                        + ".pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
                        + new String(content, StandardCharsets.ISO_8859_1) + "\r\n--" + boundary + "--\r\n");
        assertThat(first.header("Idempotency-Key")).isEqualTo("file-1");
        assertThat(first.query()).isEqualTo("sendChatNotification=true");
        assertThat(server.requests().getLast().body()).isEqualTo(first.body());
        assertThat(server.requests().getLast().header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(file).hasToString("Attachment[6 bytes]");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 413, 415})
    void a_file_that_is_not_taken_is_an_exception(int status) {
        server.on("POST /cases/" + CASE_ID + "/files", status, "{\"error\":\"no\"}");

        assertThatThrownBy(() -> debitura.uploadFile(
                        CASE_ID, "k", new Attachment("a.exe", "text/plain", new byte[1]), ChatNotification.SEND))
                .asInstanceOf(type(DebituraException.class))
                .satisfies(failed -> {
                    assertThat(failed.status()).hasValue(status);
                    assertThat(failed.caseId()).contains(CASE_ID.toString());
                });
    }

    // ---- preview, coverage, filters

    @Test
    void a_preview_brings_the_price_and_what_will_be_demanded() {
        server.on("POST /cases/preview", 200, """
                {"isEligible":true,"ineligibilityReason":null,"jurisdiction":{"id":7,"name":"Portugal","countryAlpha2":"PT"},
                 "pricingPreview":{"baseSuccessFeePercentage":9.5,"ageSurchargePercentage":10,"totalSuccessFeePercentage":19.5,
                   "currencyCode":"EUR","pricingSource":"Standard agreement"},
                 "requiresKycVerification":true,
                 "pendingActions":[{"type":"PoA","collectionPartnerId":"%s"},{"type":"Notary"}],"combinedSigningUrl":null}""".formatted(PARTNER));

        var preview = debitura.previewCase(PreviewCase.ofInvoice(
                new BigDecimal("4000.00"),
                "EUR",
                new PreviewDebtor(DebtorType.COMPANY, "PT", null),
                LocalDate.of(2026, 1, 22)));

        assertThat(preview.isEligible()).isTrue();
        assertThat(preview.jurisdiction())
                .contains(new Jurisdiction(7, Optional.of("Portugal"), Optional.of("PT"), Optional.empty()));
        assertThat(preview.pricingPreview()).hasValueSatisfying(price -> assertThat(price.totalSuccessFeePercentage())
                .isEqualTo(new BigDecimal("19.5")));
        assertThat(preview.requiresKycVerification()).isTrue();
        assertThat(preview.pendingActions())
                .containsExactly(
                        new PendingAction(ActionType.POWER_OF_ATTORNEY, Optional.of(PARTNER), Optional.empty()),
                        new PendingAction(ActionType.UNKNOWN, Optional.empty(), Optional.empty()));
        assertThat(server.only().text())
                .isEqualTo("{\"amountToRecover\":4000.00,\"currencyCode\":\"EUR\","
                        + "\"debtor\":{\"type\":\"Company\",\"countryAlpha2\":\"PT\"},\"dueDate\":\"2026-01-22\"}");
    }

    @Test
    void a_preview_without_coverage_is_an_answer() {
        server.on(
                "POST /cases/preview", 200, "{\"isEligible\":false,\"ineligibilityReason\":\"Nobody collects in AQ\"}");

        var preview = debitura.previewCase(PreviewCase.ofInvoice(
                BigDecimal.ONE, "EUR", new PreviewDebtor(DebtorType.PRIVATE, "AQ", null), LocalDate.of(2026, 1, 1)));

        assertThat(preview.isEligible()).isFalse();
        assertThat(preview.ineligibilityReason()).contains("Nobody collects in AQ");
        assertThat(preview.pricingPreview()).isEmpty();
        assertThat(preview.pendingActions()).isEmpty();
    }

    @Test
    void coverage_and_filter_options_are_read() {
        server.on("GET /coverage", 200, """
                [{"jurisdictionId":1,"jurisdiction":"Texas","country":"United States","countryId":840,"countryAlpha2":"US","usStateAlpha2":"TX",
                  "partners":[{"partnerId":"%s","partnerName":"Lone Star","conditions":"B2B cases only"}]},
                 {"jurisdictionId":2,"countryId":3}]""".formatted(PARTNER));
        server.on(
                "GET /referral-partner/filter-options",
                200,
                "{\"countries\":[{\"id\":3,\"name\":\"Chile\"}],\"carveoutPartners\":null}");

        assertThat(debitura.coverage())
                .containsExactly(
                        new Coverage(
                                1,
                                Optional.of("Texas"),
                                Optional.of("United States"),
                                840,
                                Optional.of("US"),
                                Optional.of("TX"),
                                List.of(new Coverage.Partner(
                                        PARTNER, Optional.of("Lone Star"), Optional.of("B2B cases only")))),
                        new Coverage(
                                2,
                                Optional.empty(),
                                Optional.empty(),
                                3,
                                Optional.empty(),
                                Optional.empty(),
                                List.of()));
        assertThat(debitura.filterOptions())
                .isEqualTo(new FilterOptions(List.of(new FilterOptions.Country(3, Optional.of("Chile"))), List.of()));
    }
}
