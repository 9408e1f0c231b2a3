package dev.recoup.cases.claim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.debitura.CollectionCase;
import dev.recoup.events.EventJson;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * Tells a case that one of our attempts created from somebody else's case with the same creditor reference: it is not
 * older than what was sent first, and amount, currency, debtor and mode are the ones we sent.
 */
public final class OwnCase {
    private OwnCase() {}

    /**
     * Whether the found case can be ours.
     *
     * @param body the bytes we sent
     * @param sentSince when they may have been sent first, by our clock
     * @param clockSkew how far Debitura's clock may be behind ours
     */
    public static boolean canBe(CollectionCase found, byte[] body, Instant sentSince, Duration clockSkew) {
        JsonNode sent = EventJson.read(body, JsonNode.class);
        return notOlder(found, sentSince.minus(clockSkew))
                && sameAmount(found.grossAmount(), sent.path("amountToRecover").asText())
                && sent.path("currencyCode").asText().equalsIgnoreCase(found.currency())
                && sent.path("isTest").asBoolean() == found.isTestCase()
                && found.debtor() != null
                && Objects.equals(
                        plain(sent.path("debtor").path("name").asText()),
                        plain(found.debtor().name()));
    }

    private static boolean notOlder(CollectionCase found, Instant earliest) {
        return found.dateCreated() == null || !found.dateCreated().isBefore(earliest);
    }

    private static boolean sameAmount(BigDecimal found, String sent) {
        return found != null && found.compareTo(new BigDecimal(sent)) == 0;
    }

    private static String plain(String name) {
        return name == null ? "" : name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
