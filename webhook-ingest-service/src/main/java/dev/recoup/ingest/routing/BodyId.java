package dev.recoup.ingest.routing;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids for bodies that carry none: equal bytes have equal ids, so that a retry of such a body is recognised. */
final class BodyId {

    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000000000000000L;

    private BodyId() {}

    /** A UUID of version 8 (RFC 9562: custom) made of the first bits of the body's SHA-256. */
    static String of(byte[] body) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(body));
        long high = hash.getLong() & ~0xf000L | VERSION_8;
        long low = hash.getLong() & 0x3fffffffffffffffL | VARIANT;
        return new UUID(high, low).toString();
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
