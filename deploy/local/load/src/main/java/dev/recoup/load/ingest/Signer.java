package dev.recoup.load.ingest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs bodies as Debitura does (guide 12.4); for one thread. */
final class Signer {

    /** The header that carries signatures. */
    static final String HEADER = "X-Debitura-Signature";

    private final Mac mac;

    Signer(byte[] secret) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java lacks HmacSHA256", missing);
        }
    }

    /** Returns the header's value for a body that is sent now. */
    String sign(byte[] body) {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        mac.update(timestamp.getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) '.');
        return "t=" + timestamp + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    }
}
