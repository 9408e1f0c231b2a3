package dev.recoup.messaging.consumer;

/** The application ends while a record is being tried; its offset must not be committed, another replica takes it. */
public final class ConsumerStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConsumerStopped(String topic, int partition, long offset) {
        super(
                "Stopped before record " + offset + " of " + topic + '-' + partition + " was handled",
                null,
                false,
                false);
    }
}
