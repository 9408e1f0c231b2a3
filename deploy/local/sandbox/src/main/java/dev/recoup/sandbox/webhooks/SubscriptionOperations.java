package dev.recoup.sandbox.webhooks;

import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.time.VirtualClock;
import java.util.UUID;
import java.util.function.Function;

/** The Referral API's {@code /v1/Webhooks} operations (guide 11). */
public final class SubscriptionOperations {

    private static final Subscriber PARTNER = new Subscriber.Partner();

    private final Webhooks webhooks;
    private final SubscriptionDesk desk;

    /** Prepares the operations on {@code webhooks}. */
    public SubscriptionOperations(Webhooks webhooks, VirtualClock clock, ReceiverRule receivers) {
        this.webhooks = webhooks;
        this.desk = new SubscriptionDesk(webhooks, clock, receivers);
    }

    /** Adds the operations to the Referral API. */
    public void addTo(ApiServer referral) {
        referral.on("listWebhooks", call -> Answer.ok(Json.array(webhooks.all(PARTNER), SubscriptionDesk::view)))
                .on("createWebhook", call -> desk.create(PARTNER, call.body(), 200))
                .on("getWebhook", call -> with(call, found -> Answer.ok(SubscriptionDesk.view(found))))
                .on("updateWebhook", call -> with(call, found -> desk.update(found, call.body())))
                .on("deleteWebhook", call -> with(call, this::delete));
    }

    private Answer with(Call call, Function<Subscription, Answer> action) {
        return webhooks.find(PARTNER, UUID.fromString(call.path("id")))
                .map(action)
                .orElseGet(() -> Answer.notFound("The webhook"));
    }

    private Answer delete(Subscription subscription) {
        webhooks.remove(subscription);
        return Answer.empty(204);
    }
}
