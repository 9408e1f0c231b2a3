package dev.recoup.debitura;

import dev.recoup.debitura.DebituraError.Answered;
import dev.recoup.debitura.DebituraError.LinkConflict;
import dev.recoup.debitura.referral.CaseFilter;
import dev.recoup.debitura.referral.CasePage;
import dev.recoup.debitura.referral.CasePreview;
import dev.recoup.debitura.referral.ClientFilter;
import dev.recoup.debitura.referral.ClientPage;
import dev.recoup.debitura.referral.Coverage;
import dev.recoup.debitura.referral.CreateClient;
import dev.recoup.debitura.referral.CreateWebhook;
import dev.recoup.debitura.referral.Deletability;
import dev.recoup.debitura.referral.FilterOptions;
import dev.recoup.debitura.referral.FiredEvent;
import dev.recoup.debitura.referral.LinkedClient;
import dev.recoup.debitura.referral.PartnerProfile;
import dev.recoup.debitura.referral.ReferralCase;
import dev.recoup.debitura.referral.RevenueStage;
import dev.recoup.debitura.referral.SubmitKyc;
import dev.recoup.debitura.referral.TestEvent;
import dev.recoup.debitura.referral.Transaction;
import dev.recoup.debitura.referral.Transaction.CommissionPaymentStatus;
import dev.recoup.debitura.referral.Transaction.PlatformInvoicingStatus;
import dev.recoup.debitura.referral.Transaction.ReferralInvoicingStatus;
import dev.recoup.debitura.referral.TransactionFilter;
import dev.recoup.debitura.referral.TransactionFilter.Recognised;
import dev.recoup.debitura.referral.TransactionPage;
import dev.recoup.debitura.referral.UpdateWebhook;
import dev.recoup.debitura.referral.WebhookSubscription;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * The Referral Partner API: clients, cases over all clients, earnings, webhook subscriptions. Calls block, are safe for
 * concurrent use, are never repeated here, and must not be made inside a database transaction. Whatever is not part of a
 * method's result is thrown as {@link DebituraException}.
 */
@Singleton
public class DebituraReferral {

    private final ReferralApi api;
    private final DebituraTransport transport;
    private final TestOperations testOperations;

    DebituraReferral(ReferralApi api, DebituraTransport transport, TestOperations testOperations) {
        this.api = api;
        this.transport = transport;
        this.testOperations = testOperations;
    }

    /**
     * The calling partner; also the cheapest proof that the key is good (guide 3.1).
     *
     * @return the partner
     * @throws DebituraException with status 401 for a key that is not accepted
     */
    public PartnerProfile me() {
        return transport.call(DebituraCall.referral("getMe"), DebituraJson.type(PartnerProfile.class), api::getMe);
    }

    /**
     * Creates a client and links it, or reports the state of its link (guide 6). May be repeated at will: the tenant id
     * is the key. After an expired link request repeat it with the same full request.
     *
     * @param request the client; every case in it is only created by the first successful call
     * @return what came out, never null; nothing is thrown for an answer or a fault
     */
    public OnboardingOutcome createClient(CreateClient request) {
        var call = DebituraCall.referral("createClient").forClient(request.externalTenantId());
        try {
            DebituraTransport.Answer<LinkedClient> answer = transport.exchange(
                    call, DebituraJson.type(LinkedClient.class), () -> api.createClient(DebituraJson.bytes(request)));
            return linked(answer.status(), answer.body());
        } catch (DebituraException failed) {
            return notLinked(failed.error());
        }
    }

    private static OnboardingOutcome linked(int status, LinkedClient client) {
        if (status == 201) {
            return new OnboardingOutcome.Ready(client);
        }
        return client.onboardingUrl()
                .<OnboardingOutcome>map(url -> new OnboardingOutcome.SignatureRequired(client, url))
                .orElseGet(() -> new OnboardingOutcome.Unavailable(new DebituraError.UnreadableAnswer(status)));
    }

    private static OnboardingOutcome notLinked(DebituraError error) {
        return switch (error) {
            case LinkConflict conflict -> conflict(conflict);
            case DebituraError.RateLimited limited -> new OnboardingOutcome.RateLimited(limited.retryAfter());
            case Answered answered
            when answered.status() == 400 || answered.status() == 422 -> new OnboardingOutcome.Rejected(answered);
            case Answered answered when answered.status() == 409 -> new OnboardingOutcome.UnknownConflict("");
            default -> new OnboardingOutcome.Unavailable(error);
        };
    }

    private static OnboardingOutcome conflict(LinkConflict conflict) {
        return switch (conflict.type()) {
            case NEEDS_LINKING ->
                conflict.approvalUrl()
                        .<OnboardingOutcome>map(OnboardingOutcome.ApprovalRequired::new)
                        .orElseGet(() -> new OnboardingOutcome.UnknownConflict(conflict.typeText()));
            case LINKED_ELSEWHERE -> new OnboardingOutcome.LinkedElsewhere();
            case UNKNOWN -> new OnboardingOutcome.UnknownConflict(conflict.typeText());
        };
    }

    /**
     * One linked client.
     *
     * @param externalTenantId the platform's key, case-sensitive
     * @return the client; empty if it was never created, is archived, or its link request is still pending
     */
    public Optional<LinkedClient> client(String externalTenantId) {
        var call = DebituraCall.referral("getClient").forClient(externalTenantId);
        return DebituraTransport.unlessNotFound(() ->
                transport.call(call, DebituraJson.type(LinkedClient.class), () -> api.getClient(externalTenantId)));
    }

    /**
     * One page of linked clients, oldest link first.
     *
     * @param filter which
     * @param page 1-based
     * @param pageSize 1 to 100
     * @return the page
     */
    public ClientPage clients(ClientFilter filter, int page, int pageSize) {
        return transport.call(
                DebituraCall.referral("listClients"),
                DebituraJson.type(ClientPage.class),
                () -> api.listClients(
                        filter.externalTenantId().orElse(null),
                        filter.query().orElse(null),
                        filter.onboardingDone().orElse(null),
                        filter.isAttributedClient().orElse(null),
                        text(filter.linkedFrom()),
                        text(filter.linkedTo()),
                        "dateCreated:asc",
                        page,
                        pageSize));
    }

    /**
     * Every linked client, page by page, each once.
     *
     * @param filter which
     * @param onClient takes each
     */
    public void eachClient(ClientFilter filter, Consumer<LinkedClient> onClient) {
        new PageReader<>(ClientPage::page, ClientPage::clients, LinkedClient::externalTenantId)
                .read(
                        page -> clients(filter, page, PageReader.LARGEST_PAGE),
                        (page, clients) -> clients.forEach(onClient));
    }

    /**
     * One case of any client, with what it may earn.
     *
     * @param caseId Debitura's case id
     * @return the case; empty if it belongs to none of the partner's clients
     */
    public Optional<ReferralCase> caseById(UUID caseId) {
        var call = DebituraCall.referral("getCase").forCase(caseId);
        return DebituraTransport.unlessNotFound(
                () -> transport.call(call, DebituraJson.type(ReferralCase.class), () -> api.getCase(caseId)));
    }

    /**
     * One page of cases over all clients, oldest first.
     *
     * @param filter which
     * @param page 1-based
     * @param pageSize 1 to 100
     * @return the page
     */
    public CasePage cases(CaseFilter filter, int page, int pageSize) {
        return transport.call(
                DebituraCall.referral("listCases"),
                DebituraJson.type(CasePage.class),
                () -> api.listCases(
                        text(filter.createdFrom()),
                        text(filter.createdTo()),
                        filter.externalTenantId().orElse(null),
                        filter.lifecycles().stream().map(Lifecycle::wireValue).toList(),
                        filter.query().orElse(null),
                        filter.countryIds(),
                        filter.collectionPartnerIds(),
                        "DateCreated:asc",
                        page,
                        pageSize));
    }

    /**
     * Every case over all clients, page by page, each once.
     *
     * @param filter which
     * @param onCase takes each
     */
    public void eachCase(CaseFilter filter, Consumer<ReferralCase> onCase) {
        new PageReader<>(CasePage::page, CasePage::cases, ReferralCase::id)
                .read(page -> cases(filter, page, PageReader.LARGEST_PAGE), (page, cases) -> cases.forEach(onCase));
    }

    /**
     * One page of transactions, oldest first, with the totals.
     *
     * @param filter which
     * @param page 1-based
     * @param pageSize 1 to 100
     * @return the page
     */
    public TransactionPage transactions(TransactionFilter filter, int page, int pageSize) {
        return transport.call(
                DebituraCall.referral("listTransactions"),
                DebituraJson.type(TransactionPage.class),
                () -> api.listTransactions(
                        text(filter.from()),
                        text(filter.to()),
                        filter.externalTenantId().orElse(null),
                        filter.stages().stream().map(RevenueStage::number).toList(),
                        filter.recognition()
                                .map(recognised -> recognised == Recognised.YES)
                                .orElse(null),
                        numbers(filter.commissionPaymentStatuses(), CommissionPaymentStatus::number),
                        numbers(filter.platformInvoicingStatuses(), PlatformInvoicingStatus::number),
                        numbers(filter.referralInvoicingStatuses(), ReferralInvoicingStatus::number),
                        filter.search().orElse(null),
                        filter.countryIds(),
                        filter.collectionPartnerIds(),
                        "collectionDate:asc",
                        page,
                        pageSize));
    }

    /**
     * Every transaction, page by page; a row that drifts into a later page is handed out once.
     *
     * @param filter which
     * @param onPage takes each page with those of its rows that were not seen before
     */
    public void eachTransactionPage(TransactionFilter filter, BiConsumer<TransactionPage, List<Transaction>> onPage) {
        new PageReader<>(TransactionPage::page, TransactionPage::data, Transaction::transactionId)
                .read(page -> transactions(filter, page, PageReader.LARGEST_PAGE), onPage);
    }

    /**
     * All webhook subscriptions of the partner, without secrets.
     *
     * @return the subscriptions
     */
    public List<WebhookSubscription> webhooks() {
        return transport.call(
                DebituraCall.referral("listWebhooks"),
                DebituraJson.listOf(WebhookSubscription.class),
                api::listWebhooks);
    }

    /**
     * Creates a webhook subscription (guide 11).
     *
     * @param request what to subscribe to
     * @return the subscription with its secret, which is shown only now
     */
    public WebhookSubscription createWebhook(CreateWebhook request) {
        return transport.call(
                DebituraCall.referral("createWebhook"),
                DebituraJson.type(WebhookSubscription.class),
                () -> api.createWebhook(DebituraJson.bytes(request)));
    }

    /**
     * One webhook subscription, without its secret.
     *
     * @param id its id
     * @return the subscription, empty if there is none
     */
    public Optional<WebhookSubscription> webhook(UUID id) {
        return DebituraTransport.unlessNotFound(() -> transport.call(
                DebituraCall.referral("getWebhook"),
                DebituraJson.type(WebhookSubscription.class),
                () -> api.getWebhook(id)));
    }

    /**
     * Changes a webhook subscription.
     *
     * @param id its id
     * @param change what to change
     * @return the subscription, with its secret if that was regenerated
     * @throws DebituraException with status 404 if there is none
     */
    public WebhookSubscription updateWebhook(UUID id, UpdateWebhook change) {
        return transport.call(
                DebituraCall.referral("updateWebhook"),
                DebituraJson.type(WebhookSubscription.class),
                () -> api.updateWebhook(id, DebituraJson.bytes(change)));
    }

    /**
     * Deletes a webhook subscription and its history for good; switching it off is kinder.
     *
     * @param id its id
     * @throws DebituraException with status 404 if there is none
     */
    public void deleteWebhook(UUID id) {
        transport.callWithoutAnswer(DebituraCall.referral("deleteWebhook"), () -> api.deleteWebhook(id));
    }

    /**
     * Fires an event at the platform's own subscriptions, to see whether they are heard (guide 14); test environment only.
     *
     * @param event which
     * @return how many subscriptions it goes to
     * @throws DebituraException with {@link DebituraError.TestEnvironmentOnly} in production, before anything is sent
     */
    public FiredEvent fireTestEvent(TestEvent event) {
        var call = DebituraCall.referral("triggerTestWebhook");
        testOperations.permit(call);
        return transport.call(
                call, DebituraJson.type(FiredEvent.class), () -> api.triggerTestWebhook(DebituraJson.bytes(event)));
    }

    /**
     * Withdraws a client that the platform brought and that never finished onboarding (guide 6.7): the link is archived, its
     * pending cases are closed. May be repeated.
     *
     * @param externalTenantId the platform's key
     * @return what came out, never null
     */
    public WithdrawalOutcome withdrawClient(String externalTenantId) {
        try {
            transport.callWithoutAnswer(
                    DebituraCall.referral("withdrawClient").forClient(externalTenantId),
                    () -> api.withdrawClient(externalTenantId));
            return new WithdrawalOutcome.Withdrawn();
        } catch (DebituraException failed) {
            return switch (failed.error()) {
                case Answered answered when answered.status() == 404 -> new WithdrawalOutcome.NotLinked();
                case Answered answered when answered.status() == 409 -> new WithdrawalOutcome.TooLate(answered);
                default -> throw failed;
            };
        }
    }

    /**
     * Whether {@link #resetClient} would be accepted; test environment only.
     *
     * @param externalTenantId the platform's key
     * @return whether, and what stands in the way; empty if there is no such link
     * @throws DebituraException with {@link DebituraError.TestEnvironmentOnly} in production, before anything is sent
     */
    public Optional<Deletability> deletability(String externalTenantId) {
        var call = DebituraCall.referral("isClientDeletable").forClient(externalTenantId);
        testOperations.permit(call);
        return DebituraTransport.unlessNotFound(() -> transport.call(
                call, DebituraJson.type(Deletability.class), () -> api.isClientDeletable(externalTenantId)));
    }

    /**
     * Wipes a client with its cases, account and users, so that onboarding can be repeated (guide 20); test environment only.
     *
     * @param externalTenantId the platform's key
     * @throws DebituraException with {@link DebituraError.TestEnvironmentOnly} in production, before anything is sent;
     *     with status 404 if there is no such link
     */
    public void resetClient(String externalTenantId) {
        var call = DebituraCall.referral("resetClient").forClient(externalTenantId);
        testOperations.permit(call);
        transport.callWithoutAnswer(call, () -> api.resetClient(externalTenantId));
    }

    /**
     * Submits KYC data of a client's director (guide 10). Each submission is a new record, the newest counts; the data
     * appears in no log and in no exception.
     *
     * @param externalTenantId the platform's key
     * @param idempotencyKey key of this logical submission, 1 to 255 characters
     * @param kyc the data
     * @param notification whether the collection partners of the client's active cases are told
     * @return the stored record; its review has not begun
     * @throws DebituraException with status 404 if there is no such link, 422 if the key was used with other data
     */
    public LinkedClient.KycVerification submitKyc(
            String externalTenantId, String idempotencyKey, SubmitKyc kyc, ChatNotification notification) {
        return transport.call(
                DebituraCall.referral("submitKycVerification").forClient(externalTenantId),
                DebituraJson.type(LinkedClient.KycVerification.class),
                () -> api.submitKycVerification(
                        externalTenantId, notification.sent(), idempotencyKey, DebituraJson.bytes(kyc)));
    }

    /**
     * Attaches a file to a case of any client (guide 17).
     *
     * @param caseId Debitura's case id
     * @param idempotencyKey key of this logical upload, 1 to 255 characters
     * @param file the file
     * @param notification whether the collection partner is told
     * @throws DebituraException with status 404 if there is no such case, 413 if the file is too large, 415 if its type
     *     is not accepted
     */
    public void uploadFile(UUID caseId, String idempotencyKey, Attachment file, ChatNotification notification) {
        var body = MultipartBody.of(Map.of(), "file", file);
        transport.callWithoutAnswer(
                DebituraCall.referral("uploadCaseFile").forCase(caseId),
                () -> api.uploadCaseFile(
                        caseId, notification.sent(), idempotencyKey, body.contentType(), body.bytes()));
    }

    /**
     * Price and coverage of a case, for no client in particular (guide 9); creates nothing. No coverage is an answer, not
     * an error.
     *
     * @param preview the case
     * @return the preview, eligible or not
     */
    public CasePreview previewCase(PreviewCase preview) {
        return transport.call(
                DebituraCall.referral("previewCase"),
                DebituraJson.type(CasePreview.class),
                () -> api.previewCase(DebituraJson.bytes(preview)));
    }

    /**
     * All jurisdictions that Debitura serves (guide 17).
     *
     * @return the jurisdictions, not paged
     */
    public List<Coverage> coverage() {
        return transport.call(
                DebituraCall.referral("listCoverage"), DebituraJson.listOf(Coverage.class), api::listCoverage);
    }

    /**
     * Ids of countries and collection partners that filters of cases take.
     *
     * @return the ids with their names
     */
    public FilterOptions filterOptions() {
        return transport.call(
                DebituraCall.referral("getFilterOptions"),
                DebituraJson.type(FilterOptions.class),
                api::getFilterOptions);
    }

    private static <E> List<Integer> numbers(List<E> statuses, ToIntFunction<E> number) {
        return statuses.stream().mapToInt(number).boxed().toList();
    }

    private static String text(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }
}
