package dev.recoup.debitura;

import dev.recoup.debitura.PreviewCase.PreviewDebtor;
import dev.recoup.debitura.customer.AdvanceTestCase;
import dev.recoup.debitura.customer.ArchivedDivisions;
import dev.recoup.debitura.customer.CustomerCaseFilter;
import dev.recoup.debitura.customer.DivisionDetails;
import dev.recoup.debitura.customer.DocumentType;
import dev.recoup.debitura.customer.EligibilityQuestion;
import dev.recoup.debitura.customer.FireTestEvent;
import dev.recoup.debitura.customer.SendChat;
import dev.recoup.debitura.customer.TaskStatus;
import dev.recoup.debitura.customer.TaskType;
import dev.recoup.debitura.customer.TestCaseState;
import dev.recoup.debitura.referral.CaseFilter;
import dev.recoup.debitura.referral.ClientFilter;
import dev.recoup.debitura.referral.CreateClient;
import dev.recoup.debitura.referral.CreateWebhook;
import dev.recoup.debitura.referral.RevenueStage;
import dev.recoup.debitura.referral.SubmitKyc;
import dev.recoup.debitura.referral.TestEvent;
import dev.recoup.debitura.referral.Transaction.CommissionPaymentStatus;
import dev.recoup.debitura.referral.Transaction.PlatformInvoicingStatus;
import dev.recoup.debitura.referral.Transaction.ReferralInvoicingStatus;
import dev.recoup.debitura.referral.TransactionFilter;
import dev.recoup.debitura.referral.UpdateWebhook;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Calls each operation of the two documents once, with every filter that it has, by its {@code operationId}. */
@Singleton
class EveryOperation {

    static final UUID ID = UUID.fromString("6f0c2a54-0000-4000-8000-000000000031");
    private static final Instant DAY = Instant.parse("2026-01-05T00:00:00Z");
    private static final PreviewCase PREVIEW = PreviewCase.ofInvoice(
            BigDecimal.TEN, "EUR", new PreviewDebtor(DebtorType.COMPANY, "PT", null), LocalDate.of(2026, 1, 5));
    private static final Attachment FILE = new Attachment("a.pdf", "application/pdf", new byte[] {1});
    private static final CreateWebhook HOOK = new CreateWebhook("https://h.example", List.of("case.created"), false);

    @Inject
    DebituraReferral referral;

    @Inject
    DebituraCustomer customer;

    @Inject
    DebituraCaseWork work;

    @Inject
    DebituraAccount account;

    @Inject
    DebituraCustomerWebhooks webhooks;

    @Inject
    DebituraTestCases testCases;

    /** The Referral Partner API; minting happens by itself. */
    Map<String, Function<String, Object>> ofReferralApi() {
        var calls = new LinkedHashMap<String, Function<String, Object>>();
        calls.put("getMe", _ -> referral.me());
        calls.put(
                "createClient",
                tenant -> referral.createClient(new CreateClient(
                        tenant,
                        new CreateClient.Details("N", null, null, null, null, null, "DE", "a@n.example", null),
                        List.of(new CreateClient.User("Ida", "i@n.example", true)),
                        List.of())));
        calls.put("getClient", tenant -> referral.client(tenant));
        calls.put(
                "listClients",
                tenant -> referral.clients(
                        new ClientFilter(
                                Optional.of(tenant),
                                Optional.of("text"),
                                Optional.of(true),
                                Optional.of(false),
                                Optional.of(DAY),
                                Optional.of(DAY)),
                        1,
                        10));
        calls.put("getCase", _ -> referral.caseById(ID));
        calls.put(
                "listCases",
                tenant -> referral.cases(
                        new CaseFilter(
                                Optional.of(DAY),
                                Optional.of(DAY),
                                Optional.of(tenant),
                                List.of(Lifecycle.ACTIVE),
                                Optional.of("text"),
                                List.of(3, 4),
                                List.of(ID)),
                        1,
                        10));
        calls.put(
                "listTransactions",
                tenant -> referral.transactions(
                        new TransactionFilter(
                                Optional.of(DAY),
                                Optional.of(DAY),
                                Optional.of(tenant),
                                List.of(RevenueStage.PAID),
                                Optional.of(TransactionFilter.Recognised.NO),
                                List.of(CommissionPaymentStatus.CREDITED),
                                List.of(PlatformInvoicingStatus.INVOICE_CREDITED, PlatformInvoicingStatus.NOT_INVOICED),
                                List.of(ReferralInvoicingStatus.DISPUTED),
                                Optional.of("text"),
                                List.of(3),
                                List.of(ID)),
                        1,
                        10));
        calls.put("listWebhooks", _ -> referral.webhooks());
        calls.put("createWebhook", _ -> referral.createWebhook(HOOK));
        calls.put("getWebhook", _ -> referral.webhook(ID));
        calls.put("updateWebhook", _ -> referral.updateWebhook(ID, UpdateWebhook.reactivate()));
        calls.put("deleteWebhook", _ -> done(() -> referral.deleteWebhook(ID)));
        calls.put("triggerTestWebhook", _ -> referral.fireTestEvent(TestEvent.ofCase("case.created", ID)));
        calls.put("withdrawClient", tenant -> referral.withdrawClient(tenant));
        calls.put("isClientDeletable", tenant -> referral.deletability(tenant));
        calls.put("resetClient", tenant -> done(() -> referral.resetClient(tenant)));
        calls.put(
                "submitKycVerification",
                tenant -> referral.submitKyc(
                        tenant, "k", new SubmitKyc("A", "B", LocalDate.of(1970, 1, 1)), ChatNotification.OMIT));
        calls.put("uploadCaseFile", _ -> done(() -> referral.uploadFile(ID, "k", FILE, ChatNotification.OMIT)));
        calls.put("previewCase", _ -> referral.previewCase(PREVIEW));
        calls.put("listCoverage", _ -> referral.coverage());
        calls.put("getFilterOptions", _ -> referral.filterOptions());
        return calls;
    }

    /** The Customer API. */
    Map<String, Function<String, Object>> ofCustomerApi() {
        var calls = new LinkedHashMap<String, Function<String, Object>>();
        calls.put("createCase", tenant -> customer.submitCase(tenant, "k", "{}".getBytes(StandardCharsets.UTF_8)));
        calls.put("getCase", tenant -> customer.caseById(tenant, ID));
        calls.put("getCaseByCreditorReference", tenant -> customer.caseByCreditorReference(tenant, "RE-1"));
        calls.put("getCaseByReference", tenant -> customer.caseByReference(tenant, "AB12CD34"));
        calls.put("listCasePayments", tenant -> customer.payments(tenant, ID));
        calls.put(
                "listCases",
                tenant -> customer.cases(
                        tenant,
                        new CustomerCaseFilter(List.of(ID), List.of(Lifecycle.CLOSED), List.of(ID), List.of(ID)),
                        1,
                        10));
        calls.put("previewCase", tenant -> customer.preview(tenant, PREVIEW));
        calls.put("getCaseContractStatus", tenant -> customer.contractStatus(tenant, ID));
        calls.put("getCaseTimeline", tenant -> customer.timeline(tenant, ID));
        calls.put("getCaseValidation", tenant -> customer.validation(tenant, ID));
        calls.put("getExclusivePeriod", tenant -> customer.exclusivePeriod(tenant, ID));
        calls.put("listQuoteRequests", tenant -> customer.quoteRequests(tenant, ID));
        calls.put("getQuoteRequest", tenant -> customer.quoteRequest(tenant, ID, ID));
        calls.put("listQuotes", tenant -> customer.quotes(tenant, ID, ID));
        calls.put("getQuote", tenant -> customer.quote(tenant, ID, ID, ID));
        calls.put("listCaseChats", tenant -> work.messages(tenant, ID));
        calls.put("sendCaseChat", tenant -> work.send(tenant, ID, new SendChat("hello", null, "i@n.example")));
        calls.put("listCaseFiles", tenant -> work.files(tenant, ID));
        calls.put(
                "uploadCaseFile",
                tenant -> work.upload(tenant, ID, FILE, DocumentType.ORIGINAL_INVOICE, Optional.empty()));
        calls.put(
                "listCaseTasks", tenant -> work.tasks(tenant, ID, TaskStatus.OPEN, List.of(TaskType.MORE_INFO_NEEDED)));
        calls.put("listTasks", tenant -> work.tasks(tenant, TaskStatus.OPEN, List.of(TaskType.GENERIC), 1, 10));
        calls.put("getMe", tenant -> account.me(tenant));
        calls.put("getDebtCollectionContractStatus", tenant -> account.agreementStatus(tenant));
        calls.put("listUsers", tenant -> account.team(tenant, 1, 10));
        calls.put("listPayments", tenant -> account.payments(tenant, 1, 10));
        calls.put("getPayment", tenant -> account.payment(tenant, ID));
        calls.put("listCoverage", tenant -> account.coverage(tenant));
        calls.put("getCoverage", tenant -> account.coverage(tenant, 7));
        calls.put(
                "checkEligibility",
                tenant -> account.checkEligibility(
                        tenant, new EligibilityQuestion("PT", null, DebtorType.COMPANY, BigDecimal.TEN, "EUR")));
        calls.put("listDivisions", tenant -> account.divisions(tenant, ArchivedDivisions.INCLUDED, 1, 10));
        calls.put("getDivision", tenant -> account.division(tenant, ID));
        var division = new DivisionDetails("D", null, null, null, null, "Lyon", "FR", null, null);
        calls.put("createDivision", tenant -> account.createDivision(tenant, "k", division));
        calls.put("updateDivision", tenant -> account.replaceDivision(tenant, ID, division));
        calls.put("archiveDivision", tenant -> account.archiveDivision(tenant, ID));
        calls.put("deleteDivision", tenant -> done(() -> account.deleteDivision(tenant, ID)));
        calls.put("listWebhooks", tenant -> webhooks.subscriptions(tenant));
        calls.put("createWebhook", tenant -> webhooks.create(tenant, HOOK));
        calls.put("getWebhook", tenant -> webhooks.subscription(tenant, ID));
        calls.put("updateWebhook", tenant -> webhooks.update(tenant, ID, UpdateWebhook.rotateSecret()));
        calls.put("deleteWebhook", tenant -> done(() -> webhooks.delete(tenant, ID)));
        calls.put("testWebhook", tenant -> webhooks.test(tenant, ID));
        calls.put("listWebhookEvents", tenant -> webhooks.deliveries(tenant, ID, Optional.of(DAY)));
        calls.put("replayWebhookEvent", tenant -> webhooks.replay(tenant, ID));
        calls.put(
                "advanceTestCase",
                tenant -> testCases.advance(tenant, ID, new AdvanceTestCase(TestCaseState.ACTIVE, null)));
        calls.put("deleteTestCase", tenant -> done(() -> testCases.delete(tenant, ID)));
        calls.put("deleteTestCasesByTag", tenant -> done(() -> testCases.deleteByTag(tenant, "run-1")));
        calls.put("fireTestWebhook", tenant -> testCases.fire(tenant, new FireTestEvent("case.created", ID, null)));
        return calls;
    }

    /** What an operation without an answer returns when it went well. */
    static final String DONE = "done";

    private static String done(Runnable call) {
        call.run();
        return DONE;
    }
}
