package dev.recoup.messaging.consumer;

import java.util.Set;

/**
 * What a service does with the events of some topics: an {@code @ApplicationScoped} bean.
 *
 * <p>New records and replayed dead letters go to the same handler. Several handlers may name one topic; they then share
 * one transaction.
 */
public interface TopicHandler extends Handler {

    /** Returns the names of the topics, the same ones at every call. */
    Set<String> topics();
}
