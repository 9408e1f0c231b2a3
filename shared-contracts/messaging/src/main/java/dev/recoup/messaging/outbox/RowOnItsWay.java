package dev.recoup.messaging.outbox;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A row of the outbox that may be sent now.
 *
 * @param id its place in the shard's order
 * @param orderKey the hash of topic and key
 * @param record what Kafka is to get
 */
record RowOnItsWay(long id, long orderKey, ProducerRecord<byte[], byte[]> record) {}
