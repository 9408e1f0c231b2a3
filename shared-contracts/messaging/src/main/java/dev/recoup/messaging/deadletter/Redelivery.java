package dev.recoup.messaging.deadletter;

import java.sql.Connection;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hands a record to the handler that the consumer group has for its topic, once more and once only. */
public interface Redelivery {

    /** Returns the topics that have a handler. */
    Set<String> topics();

    /**
     * Tries the record one time, in a transaction of its own, as the event that it is: if the event has had its effect
     * in the meantime, because its publisher repeated it, it has none now.
     *
     * @param record the record as it came
     * @param alongside what is committed with the effect, done before it
     * @throws Exception any trouble that may pass, and whatever {@code alongside} throws; nothing was committed then
     */
    Verdict redeliver(ConsumerRecord<byte[], byte[]> record, Alongside alongside) throws Exception;

    /** What came of a try. */
    sealed interface Verdict {

        /** The event had its effect, now or before. */
        record Handled() implements Verdict {}

        /**
         * The record is unusable still; nothing was committed.
         *
         * @param code what is wrong
         * @param pointers where
         */
        record Unusable(String code, List<String> pointers) implements Verdict {

            /** Returns code and places for people. */
            String said() {
                return code + (pointers.isEmpty() ? "" : " at " + String.join(" ", pointers));
            }
        }
    }

    /** A part of the transaction. */
    @FunctionalInterface
    interface Alongside {

        /** Works on the transaction's connection, which it must neither commit nor close. */
        void run(Connection connection) throws Exception;
    }
}
