package dev.recoup.ingest.subscriptions;

import dev.recoup.events.Mode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What one replica is to tell Debitura, as it was when it was taken on.
 *
 * @param name of the subscription
 * @param attempt names the claim
 * @param asked the number of the wish that it serves
 * @param state what is to be done
 * @param owner whose subscription it is
 * @param debituraId Debitura's id, where it is known
 * @param url as Debitura knows it or is to know it
 * @param askedUrl as Debitura is to know it from now on, if it changes
 * @param wanted whether it is wanted on
 * @param askedActivity whether it is to be on from now on, if that changes
 * @param events which events
 * @param mode live or test cases
 * @param failures how often in a row it failed
 */
record Task(
        String name,
        long attempt,
        long asked,
        SubscriptionState state,
        Owner owner,
        Optional<UUID> debituraId,
        String url,
        Optional<String> askedUrl,
        Activity wanted,
        Optional<Activity> askedActivity,
        List<String> events,
        Mode mode,
        int failures) {

    /** Where deliveries are to go. */
    String target() {
        return askedUrl.orElse(url);
    }

    /** Tells whether a URL at Debitura is that of this subscription: where its deliveries go or are to go. */
    boolean mayHave(String there) {
        return there.equals(url) || there.equals(target());
    }

    /** Tells whether Debitura makes a secret for it. */
    boolean makesSecret() {
        return state == SubscriptionState.INTENDED || state == SubscriptionState.ROTATING;
    }

    static Task on(ManagedSubscription claimed) {
        return new Task(
                claimed.name,
                claimed.attempt,
                claimed.asked,
                claimed.state,
                claimed.owner(),
                Optional.ofNullable(claimed.debituraId),
                claimed.url,
                Optional.ofNullable(claimed.askedUrl),
                claimed.wanted,
                Optional.ofNullable(claimed.askedActivity),
                List.copyOf(claimed.events),
                claimed.mode(),
                claimed.failures);
    }
}
