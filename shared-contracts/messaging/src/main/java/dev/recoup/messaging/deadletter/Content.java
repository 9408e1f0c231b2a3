package dev.recoup.messaging.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Bytes for people and for machines.
 *
 * @param text the bytes as UTF-8; left out if they are none
 * @param base64 the bytes
 */
record Content(Optional<String> text, byte[] base64) {

    static Content of(byte[] bytes) {
        return new Content(text(bytes), bytes);
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }
}
