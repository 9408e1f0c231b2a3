package dev.recoup.ingest.subscriptions;

import dev.recoup.messaging.paging.Page;
import dev.recoup.messaging.paging.Paging;
import dev.recoup.messaging.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What there is: subscriptions that are managed here, and those whose secret the configuration gives. */
@ApplicationScoped
class Catalogue {

    private final ManagedSubscriptions subscriptions;
    private final Subscriptions view;

    @Inject
    Catalogue(ManagedSubscriptions subscriptions, Subscriptions view) {
        this.subscriptions = subscriptions;
        this.view = view;
    }

    /**
     * Returns one.
     *
     * @throws WebApplicationException if there is none of this name
     */
    @Transactional
    SubscriptionAnswer one(String name) {
        if (!ManagementCheck.isName(name)) {
            throw unknown();
        }
        Subscription configured = view.configured().get(name);
        return configured == null
                ? Optional.ofNullable(subscriptions.findById(name))
                        .map(SubscriptionAnswer::of)
                        .orElseThrow(Catalogue::unknown)
                : SubscriptionAnswer.of(configured);
    }

    /** Tells whether Debitura refused a wish, and none after it. */
    @Transactional
    boolean isRefused(String name, long asked) {
        return subscriptions.count("name = ?1 and refused = ?2", name, asked) == 1;
    }

    static WebApplicationException unknown() {
        return Problem.exception(Status.NOT_FOUND, "There is no subscription of this name.");
    }

    /** Returns a part of the list, by name; of one client only where that is said. */
    @Transactional
    Page<SubscriptionAnswer> page(Optional<String> onlyTenant, Paging paging) {
        String after = paging.after().orElse("");
        Map<String, SubscriptionAnswer> found = new TreeMap<>();
        managed(onlyTenant, after, paging.lookFor()).forEach(row -> found.put(row.name, SubscriptionAnswer.of(row)));
        if (onlyTenant.isEmpty()) {
            view.configured().values().stream()
                    .filter(configured -> configured.name().compareTo(after) > 0)
                    .forEach(configured -> found.put(configured.name(), SubscriptionAnswer.of(configured)));
        }
        return Page.of(List.copyOf(found.values()), paging, SubscriptionAnswer::name);
    }

    /** Served by the primary key; of one client by webhook_subscription_by_client. */
    private List<ManagedSubscription> managed(Optional<String> onlyTenant, String after, int atMost) {
        return onlyTenant
                .map(tenant -> subscriptions.find("externalTenantId = ?1 and name > ?2 order by name", tenant, after))
                .orElseGet(() -> subscriptions.find("name > ?1 order by name", after))
                .range(0, atMost - 1)
                .list();
    }
}
