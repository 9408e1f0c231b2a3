package dev.recoup.ingest.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recoup.events.Mode;
import dev.recoup.ingest.Signer;
import dev.recoup.ingest.receive.SignatureCheck.Claim;
import dev.recoup.ingest.subscriptions.SigningKey;
import dev.recoup.ingest.subscriptions.Subscription;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureCheckTest {

    private static final Instant NOW = Instant.parse("2026-06-02T08:00:00.900Z");
    private static final long SECONDS = NOW.getEpochSecond();
    private static final byte[] CURRENT = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    private static final byte[] PREVIOUS = "the secret before the current one".getBytes(UTF_8);
    private static final byte[] BODY = "{\"id\":\"e-1\",\"event\":\"client.linked\"}".getBytes(UTF_8);

    private final Subscription subscription = new Subscription(
            "referral-live",
            Mode.LIVE,
            "/debitura/referral/referral-live",
            Optional.empty(),
            List.of(key(CURRENT), key(PREVIOUS)));
    private final SignatureCheck check =
            new SignatureCheck(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofSeconds(300), Duration.ofSeconds(60));
    private final Signer signer = new Signer(CURRENT);

    @Test
    void a_value_computed_by_another_program_passes() {
        // printf '1780387200.{}' | openssl dgst -sha256 -mac HMAC -macopt key:0123456789abcdef0123456789abcdef
        String header = "t=1780387200,v1=115cf591ab1d257e4a21e79f702dc5b8d5239515da64f29ae4bcf09ac4c3c1fc";
        assertThat(refusal(header, "{}".getBytes(UTF_8))).isEmpty();
    }

    @Test
    void a_correct_signature_passes() {
        assertThat(refusal(signer.header(SECONDS, BODY), BODY)).isEmpty();
    }

    @Test
    void the_previous_secret_passes_as_long_as_it_is_configured() {
        String header = new Signer(PREVIOUS).header(SECONDS, BODY);
        Subscription rotated = new Subscription(
                "referral-live",
                Mode.LIVE,
                "/debitura/referral/referral-live",
                Optional.empty(),
                List.of(key(CURRENT)));

        assertThat(refusal(header, BODY)).isEmpty();
        assertThat(refusal(rotated, List.of(header), BODY)).contains(Refusal.SIGNATURE_WRONG);
    }

    @Test
    void upper_case_hex_passes() {
        String header = "t=" + SECONDS + ",v1=" + signer.hex(SECONDS, BODY).toUpperCase(Locale.ROOT);
        assertThat(refusal(header, BODY)).isEmpty();
    }

    @Test
    void blanks_around_the_parts_and_parts_of_later_versions_are_tolerated() {
        String header = "t=" + SECONDS + ", v1=" + signer.hex(SECONDS, BODY) + ", v2=a=b";
        assertThat(refusal(header, BODY)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("unusualBodies")
    void the_raw_bytes_are_what_is_signed(byte[] body) {
        assertThat(refusal(signer.header(SECONDS, body), body)).isEmpty();
    }

    static Stream<byte[]> unusualBodies() {
        return Stream.of(
                "{ \"event\" :\t\"x\",\r\n\"id\":\"1\" }\n".getBytes(UTF_8),
                "{\"id\":\"1\",\"name\":\"Ærø Inkasso – 株式会社 🧾\"}".getBytes(UTF_8),
                "{\"id\":\"1\",\"name\":\"\\u00c6r\\u00f8\"}".getBytes(UTF_8),
                new byte[] {(byte) 0xff, (byte) 0xfe, 0x00, (byte) 0xc3, 0x28},
                new byte[0]);
    }

    @Test
    void an_altered_body_is_refused() {
        byte[] altered = BODY.clone();
        altered[altered.length - 2] ^= 1;
        assertThat(refusal(signer.header(SECONDS, BODY), altered)).contains(Refusal.SIGNATURE_WRONG);
    }

    @Test
    void a_body_written_anew_is_refused() {
        byte[] rewritten = "{\"id\": \"e-1\",\"event\":\"client.linked\"}".getBytes(UTF_8);
        assertThat(refusal(signer.header(SECONDS, BODY), rewritten)).contains(Refusal.SIGNATURE_WRONG);
    }

    @Test
    void an_altered_timestamp_is_refused() {
        String header = "t=" + (SECONDS + 1) + ",v1=" + signer.hex(SECONDS, BODY);
        assertThat(refusal(header, BODY)).contains(Refusal.SIGNATURE_WRONG);
    }

    @Test
    void another_secret_is_refused() {
        String header = new Signer("somebody else's secret".getBytes(UTF_8)).header(SECONDS, BODY);
        assertThat(refusal(header, BODY)).contains(Refusal.SIGNATURE_WRONG);
    }

    @Test
    void a_secret_that_was_not_decoded_is_refused() {
        byte[] undecoded = Base64.getEncoder().encode(CURRENT);
        String header = new Signer(undecoded).header(SECONDS, BODY);
        assertThat(refusal(header, BODY)).contains(Refusal.SIGNATURE_WRONG);
    }

    @Test
    void a_missing_header_is_refused() {
        assertThat(refusal(subscription, List.of(), BODY)).contains(Refusal.SIGNATURE_MISSING);
    }

    @ParameterizedTest
    @MethodSource("malformedHeaders")
    void a_malformed_header_is_refused(String header) {
        assertThat(refusal(header, BODY)).contains(Refusal.SIGNATURE_MALFORMED);
    }

    static Stream<String> malformedHeaders() {
        String hex = new Signer(CURRENT).hex(SECONDS, BODY);
        return Stream.of(
                "",
                ",",
                "sha256=" + hex,
                hex,
                "t=" + SECONDS,
                "v1=" + hex,
                "t=,v1=" + hex,
                "t=now,v1=" + hex,
                "t=-" + SECONDS + ",v1=" + hex,
                "t=+" + SECONDS + ",v1=" + hex,
                "t=1e9,v1=" + hex,
                "t=99999999999999999999,v1=" + hex,
                "t=" + SECONDS + ",v1=",
                "t=" + SECONDS + ",v1=" + hex.substring(1),
                "t=" + SECONDS + ",v1=" + hex + "0",
                "t=" + SECONDS + ",v1=" + "g".repeat(64),
                "t=" + SECONDS + ",v1=" + Base64.getEncoder().encodeToString(new byte[32]),
                "t=" + SECONDS + ",t=" + SECONDS + ",v1=" + hex,
                "t=" + SECONDS + ",v1=" + hex + ",v1=" + hex,
                "t=" + SECONDS + ",v1=" + hex + ",",
                "t=" + SECONDS + ";v1=" + hex,
                "T=" + SECONDS + ",V1=" + hex);
    }

    @Test
    void two_headers_are_refused() {
        String header = signer.header(SECONDS, BODY);
        assertThat(refusal(subscription, List.of(header, header), BODY)).contains(Refusal.SIGNATURE_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 299, 300})
    void a_signature_within_the_past_tolerance_passes(long age) {
        assertThat(refusal(signer.header(SECONDS - age, BODY), BODY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {301, 302, 3_600, 1_780_387_200})
    void an_older_signature_is_refused(long age) {
        assertThat(refusal(signer.header(SECONDS - age, BODY), BODY)).contains(Refusal.SIGNATURE_TOO_OLD);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 59, 60})
    void a_signature_within_the_future_tolerance_passes(long ahead) {
        assertThat(refusal(signer.header(SECONDS + ahead, BODY), BODY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {61, 62, 3_600, 900_000_000_000L})
    void a_signature_further_in_the_future_is_refused(long ahead) {
        assertThat(refusal(signer.header(SECONDS + ahead, BODY), BODY)).contains(Refusal.SIGNATURE_IN_FUTURE);
    }

    @Test
    void no_reason_ends_the_subscription_or_blames_the_server_for_the_signature() {
        assertThat(Refusal.values()).noneMatch(reason -> reason.status().getStatusCode() == 410);
        assertThat(Stream.of(Refusal.values()).filter(reason -> reason.name().startsWith("SIGNATURE_")))
                .allMatch(reason -> reason.status().getStatusCode() == 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "not base64!", "c2VjcmV0="})
    void an_unusable_secret_is_named_without_being_shown(String secret) {
        assertThatThrownBy(() -> SigningKey.ofBase64(secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .isIn("it is empty", "it is not Base64");
    }

    private Optional<Refusal> refusal(String header, byte[] body) {
        return refusal(subscription, List.of(header), body);
    }

    /** What the endpoint does: the header first, then the body; empty for a genuine delivery. */
    private Optional<Refusal> refusal(Subscription to, List<String> headers, byte[] body) {
        return switch (check.read(headers)) {
            case Claim.Untimely(Refusal reason, long age) -> Optional.of(reason);
            case Claim.Refused(Refusal reason) -> Optional.of(reason);
            case Claim.Timely(SignatureHeader header, long age) ->
                switch (check.check(to, header, body)) {
                    case GENUINE -> Optional.empty();
                    case FORGED -> Optional.of(Refusal.SIGNATURE_WRONG);
                };
        };
    }

    private static SigningKey key(byte[] secret) {
        return SigningKey.ofBase64(Base64.getEncoder().encodeToString(secret));
    }
}
