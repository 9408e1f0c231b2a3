package dev.recoup.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One header of a Kafka record, byte for byte.
 *
 * @param name the header's name; names may repeat within one record
 * @param value the header's bytes; empty where Kafka carries a header without a value
 */
public record RecordHeader(String name, Optional<byte[]> value) {

    /** Makes a header that carries text. */
    public static RecordHeader text(String name, String value) {
        return new RecordHeader(name, Optional.of(value.getBytes(StandardCharsets.UTF_8)));
    }
}
