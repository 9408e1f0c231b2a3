package dev.recoup.ingest.subscriptions;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A subscription's secret, ready to compute signatures with (guide 12.4); it never shows itself. */
public final class SigningKey {

    private static final String ALGORITHM = "HmacSHA256";

    /** Ready to use; cloned for every signature, which is cheaper than making one of the key. */
    private final Mac ready;

    private SigningKey(byte[] secret) {
        try {
            ready = Mac.getInstance(ALGORITHM);
            ready.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, impossible);
        }
    }

    /**
     * Decodes a secret as Debitura shows it.
     *
     * @throws IllegalArgumentException if it is empty or not Base64; the message does not repeat it
     */
    public static SigningKey ofBase64(String secret) {
        byte[] decoded = decode(secret.strip());
        if (decoded.length == 0) {
            throw new IllegalArgumentException("it is empty");
        }
        return new SigningKey(decoded);
    }

    /** Computes HMAC-SHA256 over {@code t + "." + body}, where {@code t} is the text that the header carries. */
    public byte[] sign(String timestamp, byte[] body) {
        try {
            Mac mac = (Mac) ready.clone();
            mac.update(timestamp.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) '.');
            return mac.doFinal(body);
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("Every JDK clones " + ALGORITHM, impossible);
        }
    }

    private static byte[] decode(String secret) {
        try {
            return Base64.getDecoder().decode(secret);
        } catch (IllegalArgumentException quotesTheSecret) {
            throw new IllegalArgumentException("it is not Base64");
        }
    }

    @Override
    public String toString() {
        return "SigningKey";
    }
}
