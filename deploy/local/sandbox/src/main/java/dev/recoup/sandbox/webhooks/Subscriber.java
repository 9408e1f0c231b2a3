package dev.recoup.sandbox.webhooks;

import java.util.Set;
import java.util.UUID;

/** Whose subscriptions they are, and what these may be about. */
public sealed interface Subscriber {

    /** Returns the names of the events that the subscriber may want. */
    Set<String> eventNames();

    /** The referral partner, on the Referral API (guide 12.2). */
    record Partner() implements Subscriber {

        private static final Set<String> EVENT_NAMES = Set.of(
                "client.onboarding.poa_signed",
                "client.onboarding.contract_signed",
                "client.linked",
                "client.link_declined",
                "client.link_requested",
                "client.link_expired",
                "case.created",
                "case.updated",
                "case.closed",
                "cases.replay_failed");

        @Override
        public Set<String> eventNames() {
            return EVENT_NAMES;
        }
    }

    /**
     * One creditor, on the Customer API (guide 12.3).
     *
     * @param creditorId its account at Debitura
     */
    record Creditor(UUID creditorId) implements Subscriber {

        private static final Set<String> EVENT_NAMES = Set.of(
                "case.created", "case.updated", "case.closed", "payment.created", "payment.deleted", "chat.created");

        @Override
        public Set<String> eventNames() {
            return EVENT_NAMES;
        }
    }
}
