package dev.recoup.cases.claim;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids that follow from other ids, so that whoever computes them computes the same (RFC 9562, version 5). */
public final class NameId {
    /** The namespace of collection ids that stand for a case made at Debitura. */
    private static final UUID CASES = UUID.fromString("5f0b7c6e-6a1c-5d0e-9a55-0c3f6f2b7d41");

    private static final long VERSION_5 = 0x5000L;
    private static final long VERSION_MASK = 0xF000L;
    private static final long VARIANT = 0x8000000000000000L;
    private static final long VARIANT_MASK = 0x3FFFFFFFFFFFFFFFL;

    private NameId() {}

    /** The collection id of a case that nobody asked us for. */
    public static String ofCase(UUID caseId) {
        ByteBuffer name = ByteBuffer.allocate(Long.BYTES * 2)
                .putLong(CASES.getMostSignificantBits())
                .putLong(CASES.getLeastSignificantBits());
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(name.array());
            ByteBuffer digest = ByteBuffer.wrap(sha1.digest(caseId.toString().getBytes(StandardCharsets.UTF_8)));
            long most = digest.getLong() & ~VERSION_MASK | VERSION_5;
            long least = digest.getLong() & VARIANT_MASK | VARIANT;
            return new UUID(most, least).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1", e);
        }
    }
}
