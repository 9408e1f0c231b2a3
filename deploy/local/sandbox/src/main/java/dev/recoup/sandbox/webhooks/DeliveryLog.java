package dev.recoup.sandbox.webhooks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What was sent to the subscriptions of creditors, by case (guide 12.3); the newest tens of thousands are kept. */
final class DeliveryLog {

    private static final int KEPT = 50_000;

    private final Map<UUID, Dispatch> byId = new LinkedHashMap<>();
    private final Map<UUID, List<Dispatch>> byCase = new HashMap<>();

    void add(Dispatch dispatch) {
        byId.put(dispatch.id, dispatch);
        dispatch.event.caseId().ifPresent(caseId -> byCase.computeIfAbsent(caseId, unused -> new ArrayList<>())
                .add(dispatch));
        if (byId.size() > KEPT) {
            Iterator<Dispatch> oldest = byId.values().iterator();
            Dispatch dropped = oldest.next();
            oldest.remove();
            dropFromCase(dropped);
        }
    }

    private void dropFromCase(Dispatch dropped) {
        dropped.event
                .caseId()
                .ifPresent(caseId -> byCase.computeIfPresent(caseId, (unused, list) -> {
                    list.remove(dropped);
                    return list.isEmpty() ? null : list;
                }));
    }

    Optional<Dispatch> find(Subscriber subscriber, UUID id) {
        return Optional.ofNullable(byId.get(id)).filter(found -> found.subscription.subscriber.equals(subscriber));
    }

    /** Returns what a subscriber was told of a case at or after a moment, newest first. */
    List<Dispatch> of(Subscriber subscriber, UUID caseId, Instant since) {
        return byCase.getOrDefault(caseId, List.of()).reversed().stream()
                .filter(dispatch -> dispatch.subscription.subscriber.equals(subscriber))
                .filter(dispatch -> !dispatch.event.at().isBefore(since))
                .toList();
    }

    /** Forgets what was sent to a subscription. */
    void forget(Subscription subscription) {
        List<Dispatch> gone = byId.values().stream()
                .filter(dispatch -> dispatch.subscription == subscription)
                .toList();
        gone.forEach(dispatch -> {
            byId.remove(dispatch.id);
            dropFromCase(dispatch);
        });
    }

    void clear() {
        byId.clear();
        byCase.clear();
    }
}
