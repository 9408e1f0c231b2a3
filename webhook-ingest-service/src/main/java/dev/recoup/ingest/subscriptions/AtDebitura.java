package dev.recoup.ingest.subscriptions;

import dev.recoup.debitura.DebituraCustomerWebhooks;
import dev.recoup.debitura.DebituraError;
import dev.recoup.debitura.DebituraException;
import dev.recoup.debitura.DebituraReferral;
import dev.recoup.debitura.referral.CreateWebhook;
import dev.recoup.debitura.referral.UpdateWebhook;
import dev.recoup.debitura.referral.WebhookSubscription;
import dev.recoup.events.Mode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Subscriptions where Debitura keeps them: the partner's on one API, each client's on the other. Calls block and must not
 * be made inside a transaction; what goes wrong is thrown as {@link DebituraException}.
 */
@Singleton
class AtDebitura {

    private static final int NOT_FOUND = 404;
    private static final Set<Integer> REFUSALS = Set.of(400, 409, 413, 415, 422);

    private final DebituraReferral referral;
    private final DebituraCustomerWebhooks customer;

    @Inject
    AtDebitura(DebituraReferral referral, DebituraCustomerWebhooks customer) {
        this.referral = referral;
        this.customer = customer;
    }

    /** Tells whether Debitura understood and will not do it, so that repeating would change nothing. */
    static boolean isRefusal(DebituraError error) {
        return error instanceof DebituraError.Answered answered && REFUSALS.contains(answered.status());
    }

    List<WebhookSubscription> all(Owner owner) {
        return switch (owner) {
            case Owner.Partner() -> referral.webhooks();
            case Owner.Client(String tenant) -> customer.subscriptions(tenant);
        };
    }

    Optional<WebhookSubscription> find(Owner owner, UUID id) {
        return switch (owner) {
            case Owner.Partner() -> referral.webhook(id);
            case Owner.Client(String tenant) -> customer.subscription(tenant, id);
        };
    }

    WebhookSubscription create(Task task) {
        var request = new CreateWebhook(task.target(), task.events(), task.mode() == Mode.TEST);
        return switch (task.owner()) {
            case Owner.Partner() -> referral.createWebhook(request);
            case Owner.Client(String tenant) -> customer.create(tenant, request);
        };
    }

    WebhookSubscription update(Owner owner, UUID id, UpdateWebhook change) {
        return switch (owner) {
            case Owner.Partner() -> referral.updateWebhook(id, change);
            case Owner.Client(String tenant) -> customer.update(tenant, id, change);
        };
    }

    /** Deletes a subscription; one that is not there is deleted already. */
    void delete(Owner owner, UUID id) {
        try {
            switch (owner) {
                case Owner.Partner() -> referral.deleteWebhook(id);
                case Owner.Client(String tenant) -> customer.delete(tenant, id);
            }
        } catch (DebituraException failed) {
            if (failed.status().orElse(0) != NOT_FOUND) {
                throw failed;
            }
        }
    }

    /**
     * Makes a subscription ours whose secret nobody here knows: it gets a new one. That keeps what is on its way to us,
     * which a deletion would end. A client's list of events cannot be changed, so there a wrong one is made anew.
     */
    WebhookSubscription takeOver(Task task, WebhookSubscription found) {
        boolean test = task.mode() == Mode.TEST;
        Optional<String> url = Optional.of(task.target()).filter(target -> !target.equals(found.url()));
        return switch (task.owner()) {
            case Owner.Partner() ->
                referral.updateWebhook(
                        found.id(),
                        new UpdateWebhook(url, Optional.of(task.events()), Optional.of(true), true, Optional.of(test)));
            case Owner.Client(String tenant)
            when Set.copyOf(found.events()).equals(Set.copyOf(task.events())) ->
                customer.update(
                        tenant,
                        found.id(),
                        new UpdateWebhook(url, Optional.empty(), Optional.of(true), true, Optional.of(test)));
            case Owner.Client client -> {
                delete(client, found.id());
                yield create(task);
            }
        };
    }

    /** Tells it where deliveries go and whether it is on, and what else somebody may have changed. */
    WebhookSubscription change(Task task, UUID id) {
        Optional<List<String>> events =
                switch (task.owner()) {
                    case Owner.Partner() -> Optional.of(task.events());
                    case Owner.Client(String _) -> Optional.empty();
                };
        return update(
                task.owner(),
                id,
                new UpdateWebhook(
                        Optional.of(task.target()),
                        events,
                        Optional.of(task.askedActivity().orElse(task.wanted()).isOn()),
                        false,
                        Optional.of(task.mode() == Mode.TEST)));
    }
}
