package dev.recoup.ingest;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Debitura does, written down once more so that a misreading cannot hide in both. */
public final class Signer {

    private final byte[] secret;

    public Signer(byte[] secret) {
        this.secret = secret.clone();
    }

    public static Signer ofBase64(String secret) {
        return new Signer(Base64.getDecoder().decode(secret));
    }

    public String header(long seconds, byte[] body) {
        return "t=" + seconds + ",v1=" + hex(seconds, body);
    }

    public String hex(long seconds, byte[] body) {
        byte[] prefix = (seconds + ".").getBytes();
        byte[] signed = new byte[prefix.length + body.length];
        System.arraycopy(prefix, 0, signed, 0, prefix.length);
        System.arraycopy(body, 0, signed, prefix.length, body.length);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(signed));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
