package dev.recoup.messaging.consumer;

import dev.recoup.events.EventJson;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.EventType;
import dev.recoup.events.MalformedMetadata;
import dev.recoup.events.UnreadableValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * An event as it came from Kafka, its metadata understood and its value not yet.
 *
 * @param topic where it came from
 * @param partition the partition of that topic
 * @param offset its place in the partition
 * @param recordTime when the record was written, by Kafka
 * @param key the record's key; empty where it has none
 * @param metadata its headers
 * @param value the record's value; empty for a tombstone
 */
public record InboundEvent(
        String topic,
        int partition,
        long offset,
        Instant recordTime,
        Optional<String> key,
        EventMetadata metadata,
        Optional<byte[]> value) {

    /** Ids of more bytes than this are refused: three of them and a topic's name are one key of the inbox. */
    private static final int LONGEST_ID = 300;

    private static final byte[] ESCAPED_NUL = "\\u0000".getBytes(StandardCharsets.US_ASCII);

    /** Returns the type if it is one of ours. */
    public Optional<EventType> type() {
        return EventType.ofType(metadata.type());
    }

    /**
     * Reads the value as JSON.
     *
     * @throws UnusableRecord with code {@code VALUE_MISSING} for a tombstone, {@code UNREADABLE_VALUE} with the place
     *     for anything that is no such value, {@code NUL_CHARACTER} for text that PostgreSQL cannot store
     */
    public <T> T read(Class<T> type) {
        byte[] bytes = value.orElseThrow(() -> new UnusableRecord("VALUE_MISSING"));
        if (holdsEscapedNul(bytes)) {
            throw new UnusableRecord("NUL_CHARACTER");
        }
        try {
            return EventJson.read(bytes, type);
        } catch (UnreadableValue unreadable) {
            throw unreadable.pointer().isEmpty()
                    ? new UnusableRecord("UNREADABLE_VALUE")
                    : new UnusableRecord("UNREADABLE_VALUE", unreadable.pointer());
        }
    }

    /** Understands key and headers of a record, or throws {@link UnusableRecord}. */
    static InboundEvent of(ConsumerRecord<byte[], byte[]> record) {
        Instant recordTime = Instant.ofEpochMilli(record.timestamp());
        EventMetadata metadata = metadata(record, recordTime);
        requireStorable(EventMetadata.CE_ID, metadata.id());
        requireStorable(EventMetadata.CE_SOURCE, metadata.source());
        requireStorable(EventMetadata.CE_CORRELATIONID, metadata.correlationId());
        metadata.replayId().ifPresent(id -> requireStorable(EventMetadata.CE_REPLAYID, id));
        return new InboundEvent(
                record.topic(),
                record.partition(),
                record.offset(),
                recordTime,
                Optional.ofNullable(record.key()).map(InboundEvent::text),
                metadata,
                Optional.ofNullable(record.value()));
    }

    private static EventMetadata metadata(ConsumerRecord<byte[], byte[]> record, Instant recordTime) {
        Map<String, byte[]> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value());
        }
        try {
            return EventMetadata.fromHeaders(headers, recordTime);
        } catch (MalformedMetadata malformed) {
            throw new UnusableRecord(malformed.code().name(), malformed.header());
        }
    }

    private static void requireStorable(String header, String id) {
        if (id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID || id.indexOf('\0') >= 0) {
            throw new UnusableRecord(MalformedMetadata.Code.HEADER_MALFORMED.name(), header);
        }
    }

    private static String text(byte[] key) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException notText) {
            // refused below
        }
        throw new UnusableRecord("KEY_MALFORMED");
    }

    private static boolean holdsEscapedNul(byte[] json) {
        int backslashes = 0;
        for (int i = 0; i < json.length; i++) {
            if (json[i] != '\\') {
                backslashes = 0;
            } else if (++backslashes % 2 == 1 && matches(json, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] json, int at) {
        return at + ESCAPED_NUL.length <= json.length
                && Arrays.equals(json, at, at + ESCAPED_NUL.length, ESCAPED_NUL, 0, ESCAPED_NUL.length);
    }
}
