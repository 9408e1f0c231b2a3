package dev.recoup.debitura;

import dev.recoup.debitura.customer.DeliveryRecord;
import dev.recoup.debitura.customer.Replayed;
import dev.recoup.debitura.customer.WebhookTestResult;
import dev.recoup.debitura.referral.CreateWebhook;
import dev.recoup.debitura.referral.UpdateWebhook;
import dev.recoup.debitura.referral.WebhookSubscription;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One client's webhook subscriptions on the Customer API, their delivery log and replay. Everything said of {@link DebituraCustomer} about tokens, blocking and
 * exceptions holds here too.
 */
@Singleton
public class DebituraCustomerWebhooks {

    private final CustomerApi api;
    private final CustomerCalls calls;

    DebituraCustomerWebhooks(CustomerApi api, CustomerCalls calls) {
        this.api = api;
        this.calls = calls;
    }

    /**
     * All of the client's subscriptions, without secrets.
     *
     * @param externalTenantId in whose name
     * @return the subscriptions, not paged
     */
    public List<WebhookSubscription> subscriptions(String externalTenantId) {
        return calls.call(
                DebituraCall.customer("listWebhooks", externalTenantId),
                DebituraJson.listOf(WebhookSubscription.class),
                bearer -> api.listWebhooks(bearer));
    }

    /**
     * Creates a subscription (guide 12.3).
     *
     * @param externalTenantId in whose name
     * @param request what to subscribe to
     * @return the subscription with its secret, which is shown only now
     */
    public WebhookSubscription create(String externalTenantId, CreateWebhook request) {
        return calls.call(
                DebituraCall.customer("createWebhook", externalTenantId),
                DebituraJson.type(WebhookSubscription.class),
                bearer -> api.createWebhook(bearer, DebituraJson.bytes(request)));
    }

    /**
     * One subscription, without its secret.
     *
     * @param externalTenantId in whose name
     * @param id its id
     * @return the subscription, empty if there is none
     */
    public Optional<WebhookSubscription> subscription(String externalTenantId, UUID id) {
        return calls.lookUp(
                DebituraCall.customer("getWebhook", externalTenantId),
                WebhookSubscription.class,
                bearer -> api.getWebhook(bearer, id));
    }

    /**
     * Changes a subscription; its events cannot be changed here, to send them is 400.
     *
     * @param externalTenantId in whose name
     * @param id its id
     * @param change what to change
     * @return the subscription, with its secret if that was regenerated
     * @throws DebituraException with status 404 if the client has no such subscription
     */
    public WebhookSubscription update(String externalTenantId, UUID id, UpdateWebhook change) {
        return calls.call(
                DebituraCall.customer("updateWebhook", externalTenantId),
                DebituraJson.type(WebhookSubscription.class),
                bearer -> api.updateWebhook(bearer, id, DebituraJson.bytes(change)));
    }

    /**
     * Deletes a subscription for good.
     *
     * @param externalTenantId in whose name
     * @param id its id
     * @throws DebituraException with status 404 if the client has no such subscription
     */
    public void delete(String externalTenantId, UUID id) {
        calls.callWithoutAnswer(
                DebituraCall.customer("deleteWebhook", externalTenantId), bearer -> api.deleteWebhook(bearer, id));
    }

    /**
     * Sends a made-up event to a subscription now, within the call.
     *
     * @param externalTenantId in whose name
     * @param id its id
     * @return how it was received
     * @throws DebituraException with status 404 if the client has no such subscription
     */
    public WebhookTestResult test(String externalTenantId, UUID id) {
        return calls.call(
                DebituraCall.customer("testWebhook", externalTenantId),
                DebituraJson.type(WebhookTestResult.class),
                bearer -> api.testWebhook(bearer, id));
    }

    /**
     * The delivery log of a case, newest first.
     *
     * @param externalTenantId in whose name
     * @param caseId Debitura's case id
     * @param since recorded at or after, empty for all
     * @return the records, not paged
     */
    public List<DeliveryRecord> deliveries(String externalTenantId, UUID caseId, Optional<Instant> since) {
        return calls.call(
                DebituraCall.customer("listWebhookEvents", externalTenantId).forCase(caseId),
                DebituraJson.listOf(DeliveryRecord.class),
                bearer -> api.listWebhookEvents(
                        bearer, caseId, since.map(Instant::toString).orElse(null)));
    }

    /**
     * Sends a recorded event again, to its own subscription.
     *
     * @param externalTenantId in whose name
     * @param id its id
     * @return what was queued
     * @throws DebituraException with status 404 if the client has no such record
     */
    public Replayed replay(String externalTenantId, UUID id) {
        return calls.call(
                DebituraCall.customer("replayWebhookEvent", externalTenantId),
                DebituraJson.type(Replayed.class),
                bearer -> api.replayWebhookEvent(bearer, id));
    }
}
