package dev.recoup.sandbox.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Caller;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Mints and reads the Customer API's tokens: JWT, HS256, 1800 seconds of virtual time, one client each (guide 3.2). */
public final class Tokens {

    private static final int LIFETIME_SECONDS = 1800;
    private static final int KEY_BYTES = 32;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final VirtualClock clock;
    private final Clients clients;
    private final Unknowns unknowns;
    private final Mac mac = newMac();
    private final Map<String, Integer> minted = new TreeMap<>();

    /** Starts with a signing key of its own: tokens of another sandbox, or of an earlier run, are not good here. */
    public Tokens(VirtualClock clock, Clients clients, Unknowns unknowns) {
        this.clock = clock;
        this.clients = clients;
        this.unknowns = unknowns;
    }

    /** Adds {@code POST /oauth/token} to the Referral API. */
    public void addTo(ApiServer referral) {
        referral.on("createAccessToken", this::mint);
    }

    /** Returns how many tokens were minted, by tenant. */
    public Map<String, Integer> minted() {
        return minted;
    }

    private Answer mint(Call call) {
        String tenant = call.body().get("externalTenantId").asText();
        return clients.linkOf(tenant)
                .filter(this::mayMint)
                .map(this::mint)
                .orElseGet(() -> Answer.notFound("An active link of this client"));
    }

    private boolean mayMint(Link link) {
        boolean signed = link.account().agreement() == Account.Agreement.SIGNED;
        return unknowns.choose(Unknown.TOKEN_NEEDS_AGREEMENT, true, signed);
    }

    private Answer mint(Link link) {
        minted.merge(link.externalTenantId(), 1, Integer::sum);
        long now = clock.now().getEpochSecond();
        ObjectNode header = Json.object().put("alg", "HS256").put("typ", "JWT");
        ObjectNode claims = Json.object()
                .put("sub", link.account().id().toString())
                .put("link", link.id().toString())
                .put("iat", now)
                .put("exp", now + LIFETIME_SECONDS)
                .put("jti", UUID.randomUUID().toString());
        String signed = ENCODER.encodeToString(Json.bytes(header)) + "." + ENCODER.encodeToString(Json.bytes(claims));
        return Answer.ok(Json.object()
                .put("accessToken", signed + "." + ENCODER.encodeToString(mac(signed)))
                .put("tokenType", "Bearer")
                .put("expiresIn", LIFETIME_SECONDS)
                .put("externalTenantId", link.externalTenantId())
                .put("creditorId", link.account().id().toString()));
    }

    /** Returns the client that a token stands for; empty when it is forged, expired, or its link has ended. */
    Optional<Caller> read(String token) {
        int dot = token.lastIndexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String signed = token.substring(0, dot);
        try {
            if (!MessageDigest.isEqual(mac(signed), DECODER.decode(token.substring(dot + 1)))) {
                return Optional.empty();
            }
            JsonNode claims = Json.parse(DECODER.decode(signed.substring(signed.indexOf('.') + 1)))
                    .orElseThrow();
            if (claims.get("exp").asLong() <= clock.now().getEpochSecond()) {
                return Optional.empty();
            }
            return clients.linkById(UUID.fromString(claims.get("link").asText()))
                    .map(link -> new Caller.Tenant(link.account().id(), link.externalTenantId()));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private byte[] mac(String signed) {
        return mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
    }

    private static Mac newMac() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java lacks HmacSHA256", missing);
        }
    }

    /** Forgets the counts. */
    public void clear() {
        minted.clear();
    }
}
