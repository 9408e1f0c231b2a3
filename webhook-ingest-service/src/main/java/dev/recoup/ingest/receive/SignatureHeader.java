package dev.recoup.ingest.receive;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The header {@code X-Debitura-Signature: t=<unix seconds>,v1=<hex>} (guide 12.4).
 *
 * @param timestamp {@code t} as it stands in the header, which is what was signed
 * @param mac {@code v1} decoded, 32 bytes
 */
record SignatureHeader(String timestamp, byte[] mac) {

    static final String NAME = "X-Debitura-Signature";

    private static final int MOST_DIGITS = 12;
    private static final int SHA256_HEX_DIGITS = 64;

    /** Reads the header's values; empty unless there is exactly one, with one {@code t} and one {@code v1}. */
    static Optional<SignatureHeader> parse(List<String> values) {
        if (values.size() != 1) {
            return Optional.empty();
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : values.getFirst().split(",", -1)) {
            String[] nameAndValue = part.split("=", 2);
            if (nameAndValue.length < 2 || parts.put(nameAndValue[0].strip(), nameAndValue[1].strip()) != null) {
                return Optional.empty();
            }
        }
        String timestamp = parts.getOrDefault("t", "");
        String mac = parts.getOrDefault("v1", "");
        return isSeconds(timestamp) && isSha256(mac)
                ? Optional.of(new SignatureHeader(timestamp, HexFormat.of().parseHex(mac)))
                : Optional.empty();
    }

    private static boolean isSeconds(String text) {
        return !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isSha256(String text) {
        return text.length() == SHA256_HEX_DIGITS && text.chars().allMatch(HexFormat::isHexDigit);
    }

    /** Returns when it was signed, in seconds since 1970. */
    long seconds() {
        return Long.parseLong(timestamp);
    }
}
