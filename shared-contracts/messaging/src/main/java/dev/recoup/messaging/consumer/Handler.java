package dev.recoup.messaging.consumer;

/** What a service does with an event. */
@FunctionalInterface
public interface Handler {

    /**
     * Has the event's effect, inside the transaction that remembers the event. Called again, in a new transaction,
     * after any failure but {@link UnusableRecord}; calls nothing outside the database.
     *
     * @throws UnusableRecord if the record can never be handled
     * @throws Exception any trouble that may pass
     */
    void handle(InboundEvent event) throws Exception;
}
