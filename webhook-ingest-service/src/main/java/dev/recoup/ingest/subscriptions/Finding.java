package dev.recoup.ingest.subscriptions;

import java.util.Optional;
import java.util.UUID;

/** What a look at Debitura showed of a subscription. */
public sealed interface Finding {

    /**
     * Returns the subscription's name.
     *
     * @return its name here, never null
     */
    String name();

    /**
     * It is switched off though it is wanted on.
     *
     * @param name the subscription
     * @param reason what Debitura says
     */
    record SwitchedOff(String name, Optional<String> reason) implements Finding {}

    /**
     * It is on again without this service.
     *
     * @param name the subscription
     */
    record OnAgain(String name) implements Finding {}

    /**
     * It is no longer there.
     *
     * @param name the subscription
     * @param remedy what follows
     */
    record Vanished(String name, Remedy remedy) implements Finding {}

    /** What follows when a subscription is gone. */
    enum Remedy {
        /** It is created anew. */
        CREATED_ANEW,
        /** Somebody has to decide. */
        NONE
    }

    /**
     * Somebody changed it.
     *
     * @param name the subscription
     * @param what which of its properties, never their values
     */
    record Changed(String name, String what) implements Finding {}

    /**
     * Debitura has another one with the same URL, whose deliveries nobody can verify.
     *
     * @param name the subscription
     * @param surplusId Debitura's id of the other
     */
    record Doubled(String name, UUID surplusId) implements Finding {}
}
