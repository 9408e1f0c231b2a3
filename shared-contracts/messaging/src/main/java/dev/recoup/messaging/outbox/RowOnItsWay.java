package dev.recoup.messaging.outbox;

import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A row of the outbox that may be sent now.
 *
 * @param id its place in the shard's order
 * @param orderKey the hash of topic and key
 * @param topic where it goes
 * @param record what Kafka is to get; empty if the row refers to something that is not there
 */
record RowOnItsWay(long id, long orderKey, String topic, Optional<ProducerRecord<byte[], byte[]>> record) {}
