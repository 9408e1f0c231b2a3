package dev.recoup.sandbox.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes the values of {@code X-Debitura-Signature} under one secret (guide 12.4). */
final class Signature {

    private final Mac mac;

    /** Prepares to sign with a secret in Base64. */
    Signature(String secret) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256"));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java lacks HmacSHA256", missing);
        }
    }

    String of(Instant at, byte[] body) {
        long seconds = at.getEpochSecond();
        mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
        return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    }
}
