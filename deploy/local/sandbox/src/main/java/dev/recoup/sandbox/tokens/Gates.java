package dev.recoup.sandbox.tokens;

import dev.recoup.sandbox.contract.Caller;
import dev.recoup.sandbox.contract.Gate;
import io.vertx.core.MultiMap;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Who may call which API with what (guide 2 and 3). */
public final class Gates {

    /** The one partner's key on the Referral API, unless the sandbox is told another. */
    public static final String PARTNER_KEY = "sandbox-key";

    /** The key of the one creditor that uses the Customer API for itself. */
    public static final String CREDITOR_KEY = "sandbox-creditor-key";

    private Gates() {}

    /** Returns the Referral API's gate: the partner's key, and no {@code Authorization} beside it. */
    public static Gate referral(String partnerKey) {
        return headers -> {
            if (headers.contains("Authorization")) {
                return new Gate.Misplaced("The Referral API takes XApiKey only, but Authorization was sent");
            }
            return partnerKey.equals(headers.get("XApiKey"))
                    ? new Gate.Admitted(new Caller.Partner())
                    : new Gate.Refused();
        };
    }

    /**
     * Returns the Customer API's gate: a minted token, or a creditor's own key, but not both.
     *
     * @param tokens reads minted tokens
     * @param partnerKey the key that belongs to the other API
     * @param creditor id of the creditor whose key is {@link #CREDITOR_KEY}
     */
    public static Gate customer(Tokens tokens, String partnerKey, Supplier<UUID> creditor) {
        return headers -> {
            Optional<String> key = Optional.ofNullable(headers.get("XApiKey"));
            Optional<String> token = bearer(headers);
            if (key.isPresent() && headers.contains("Authorization")) {
                return new Gate.Misplaced("The Customer API takes one credential, but XApiKey and Authorization came");
            }
            if (key.filter(partnerKey::equals).isPresent()) {
                return new Gate.Misplaced("The partner's key was sent to the Customer API");
            }
            if (key.filter(CREDITOR_KEY::equals).isPresent()) {
                return new Gate.Admitted(new Caller.Creditor(creditor.get()));
            }
            return token.flatMap(tokens::read)
                    .<Gate.Passage>map(Gate.Admitted::new)
                    .orElseGet(Gate.Refused::new);
        };
    }

    private static Optional<String> bearer(MultiMap headers) {
        return Optional.ofNullable(headers.get("Authorization"))
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).trim());
    }
}
