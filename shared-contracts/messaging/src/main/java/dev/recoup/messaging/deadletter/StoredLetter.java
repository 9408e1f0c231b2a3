package dev.recoup.messaging.deadletter;

import dev.recoup.messaging.RecordHeader;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A dead letter with the bytes of its record. */
record StoredLetter(DeadLetter letter, Optional<byte[]> key, List<RecordHeader> headers, Optional<byte[]> value) {

    /** Returns the record as it came. */
    ConsumerRecord<byte[], byte[]> record() {
        RecordHeaders original = new RecordHeaders();
        headers.forEach(header -> original.add(header.name(), header.value().orElse(null)));
        return new ConsumerRecord<>(
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.recordTime().toEpochMilli(),
                TimestampType.CREATE_TIME,
                key.map(bytes -> bytes.length).orElse(ConsumerRecord.NULL_SIZE),
                value.map(bytes -> bytes.length).orElse(ConsumerRecord.NULL_SIZE),
                key.orElse(null),
                value.orElse(null),
                original,
                Optional.empty());
    }
}
