package dev.recoup.load.sandbox;

import dev.recoup.load.http.Receiver;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Webhooks that came in: the signature of every one is checked, and how often each event came is counted. Written by
 * the receiver's thread; what it counted is read once nothing is on its way any more.
 */
final class Arrivals implements Receiver.Listener {

    private static final String ID_FIELD = "\"id\":\"";
    private static final int ID_LENGTH = 36;
    private static final int HEAD_LENGTH = 200;

    private final AtomicLong count = new AtomicLong();
    private final Map<String, Integer> byEvent = new HashMap<>();
    private volatile Mac mac;
    private long badSignatures;
    private long bytes;

    /** What became of the events that were raised. */
    record Comparison(long lost, long duplicated, long verified, long badSignatures) {}

    /** Sets the secret that deliveries are signed with. */
    void secret(String base64) {
        try {
            Mac keyed = Mac.getInstance("HmacSHA256");
            keyed.init(new SecretKeySpec(Base64.getDecoder().decode(base64), "HmacSHA256"));
            mac = keyed;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java lacks HmacSHA256", missing);
        }
    }

    @Override
    public void received(HttpHeaders headers, byte[] body) {
        count.incrementAndGet();
        bytes += body.length;
        if (!isSigned(headers.get("X-Debitura-Signature", ""), body)) {
            badSignatures++;
        }
        byEvent.merge(id(body), 1, Integer::sum);
    }

    private boolean isSigned(String signature, byte[] body) {
        int comma = signature.indexOf(",v1=");
        if (comma < 0 || !signature.startsWith("t=")) {
            return false;
        }
        mac.update(signature.substring(2, comma).getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) '.');
        return HexFormat.of().formatHex(mac.doFinal(body)).equals(signature.substring(comma + 4));
    }

    private static String id(byte[] body) {
        String head = new String(body, 0, Math.min(body.length, HEAD_LENGTH), StandardCharsets.UTF_8);
        int start = head.indexOf(ID_FIELD) + ID_FIELD.length();
        return head.substring(start, Math.min(head.length(), start + ID_LENGTH));
    }

    /** Returns how many came so far; for any thread. */
    long count() {
        return count.get();
    }

    /** Mean size of a webhook. */
    int bytesPerWebhook() {
        return (int) (bytes / Math.max(1, count.get()));
    }

    Comparison compare(List<String> raised) {
        long lost = raised.stream().filter(id -> !byEvent.containsKey(id)).count();
        long verified =
                raised.stream().filter(id -> byEvent.getOrDefault(id, 0) == 1).count();
        return new Comparison(lost, count.get() - byEvent.size(), verified, badSignatures);
    }
}
