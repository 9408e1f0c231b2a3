package dev.recoup.testing.infra;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * A token issuer for tests and for the local stack: OpenID discovery, its public key and signed tokens, nothing else.
 *
 * <p>It listens on 127.0.0.1 and must never be reachable from elsewhere.
 */
public final class DevelopmentIssuer implements AutoCloseable {

    private static final Duration VALIDITY = Duration.ofHours(12);

    private final HttpServer server;
    private final SigningKey key;
    private final String issuer;

    private DevelopmentIssuer(HttpServer server, SigningKey key, String issuer) {
        this.server = server;
        this.key = key;
        this.issuer = issuer;
    }

    /**
     * Starts an issuer with a new key on a free port.
     *
     * @return an issuer that answers
     */
    public static DevelopmentIssuer start() {
        return start(0, SigningKey.generate());
    }

    /**
     * Starts an issuer.
     *
     * @param port the port on 127.0.0.1, or 0 for a free one
     * @param key what it signs with
     * @return an issuer that answers
     */
    public static DevelopmentIssuer start(int port, SigningKey key) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
            String issuer = "http://127.0.0.1:" + server.getAddress().getPort();
            String discovery = JsonUtil.toJson(Map.of(
                    "issuer",
                    issuer,
                    "jwks_uri",
                    issuer + "/jwks",
                    "authorization_endpoint",
                    issuer + "/authorize",
                    "token_endpoint",
                    issuer + "/token",
                    "response_types_supported",
                    List.of("code"),
                    "subject_types_supported",
                    List.of("public"),
                    "id_token_signing_alg_values_supported",
                    List.of(AlgorithmIdentifiers.RSA_USING_SHA256)));
            String keys = JsonUtil.toJson(Map.of("keys", List.of(key.publicParameters())));
            server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, discovery));
            server.createContext("/jwks", exchange -> answer(exchange, keys));
            server.setExecutor(
                    task -> Thread.ofVirtual().name("development-issuer").start(task));
            server.start();
            return new DevelopmentIssuer(server, key, issuer);
        } catch (IOException e) {
            throw new UncheckedIOException("The development issuer could not listen on port " + port, e);
        }
    }

    /**
     * The value for {@code quarkus.oidc.auth-server-url}, and the {@code iss} of its tokens.
     *
     * @return an http address without a trailing slash
     */
    public URI url() {
        return URI.create(issuer);
    }

    /**
     * Signs a token that holds for twelve hours and sees every client.
     *
     * @param roles what its bearer may do, such as {@code collections-read}
     * @return a bearer token
     */
    public String token(String... roles) {
        return key.sign(issuer, Set.of(roles));
    }

    /**
     * Signs a token that holds for twelve hours and sees one client only.
     *
     * @param tenant the client's externalTenantId
     * @param roles what its bearer may do
     * @return a bearer token
     */
    public String tokenForTenant(String tenant, String... roles) {
        return key.signForTenant(issuer, Set.of(roles), tenant);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** The key pair that tokens are signed with. */
    public static final class SigningKey {

        private final RsaJsonWebKey pair;

        private SigningKey(RsaJsonWebKey pair) {
            this.pair = pair;
        }

        /**
         * Makes a new key.
         *
         * @return an RSA key of 2048 bits
         */
        public static SigningKey generate() {
            try {
                RsaJsonWebKey pair = RsaJwkGenerator.generateJwk(2048);
                pair.setKeyId(Long.toHexString(System.nanoTime()));
                pair.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
                pair.setUse("sig");
                return new SigningKey(pair);
            } catch (JoseException e) {
                throw new IllegalStateException("No RSA key could be made", e);
            }
        }

        /**
         * Reads the key from a file, or makes one and writes it there for its owner only.
         *
         * @param file where the key is kept; its folder exists
         * @return the key
         * @throws UncheckedIOException when the file can be neither read nor written
         */
        public static SigningKey keptIn(Path file) {
            try {
                if (Files.exists(file)) {
                    return new SigningKey((RsaJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(file)));
                }
                SigningKey key = generate();
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, key.pair.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
                return key;
            } catch (IOException e) {
                throw new UncheckedIOException("The issuer's key in " + file + " cannot be used", e);
            } catch (JoseException e) {
                throw new IllegalStateException("The issuer's key in " + file + " is damaged: delete the file", e);
            }
        }

        /**
         * Signs a token that holds for twelve hours and sees every client.
         *
         * @param issuer the address of the issuer that publishes this key
         * @param roles what its bearer may do
         * @return a bearer token
         */
        public String sign(String issuer, Set<String> roles) {
            return signed(claims(issuer, roles));
        }

        /**
         * Signs a token that holds for twelve hours and sees one client only.
         *
         * @param issuer the address of the issuer that publishes this key
         * @param roles what its bearer may do
         * @param tenant the client's externalTenantId
         * @return a bearer token
         */
        public String signForTenant(String issuer, Set<String> roles, String tenant) {
            JwtClaims claims = claims(issuer, roles);
            claims.setStringClaim("tenant", tenant);
            return signed(claims);
        }

        private static JwtClaims claims(String issuer, Set<String> roles) {
            JwtClaims claims = new JwtClaims();
            claims.setIssuer(issuer);
            claims.setSubject("development");
            claims.setStringClaim("upn", "development");
            claims.setStringListClaim("groups", new ArrayList<>(roles));
            claims.setIssuedAtToNow();
            claims.setExpirationTimeMinutesInTheFuture(VALIDITY.toMinutes());
            claims.setGeneratedJwtId();
            return claims;
        }

        private String signed(JwtClaims claims) {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setKey(pair.getPrivateKey());
            signature.setKeyIdHeaderValue(pair.getKeyId());
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            signature.setHeader("typ", "JWT");
            try {
                return signature.getCompactSerialization();
            } catch (JoseException e) {
                throw new IllegalStateException("A token could not be signed", e);
            }
        }

        private Map<String, Object> publicParameters() {
            return pair.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        }
    }
}
