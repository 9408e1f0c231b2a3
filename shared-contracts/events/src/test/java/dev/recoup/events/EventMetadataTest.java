package dev.recoup.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventMetadataTest {
    private static final Instant TIME = Instant.parse("2026-03-15T12:00:00.123Z");
    private static final Instant RECORD_TIME = Instant.parse("2026-03-15T12:00:05Z");

    private static EventMetadata full() {
        return EventMetadata.of(EventType.CASE_STATUS_CHANGED, "/recoup/case-service", Environment.TEST, TIME)
                .id("e-1")
                .correlationId("c-1")
                .subject("req-1")
                .mode(Mode.LIVE)
                .aggregateVersion(new SnapshotVersion(2, 17))
                .debituraEvent("client.linked")
                .debituraOrigin("replayed")
                .traceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .replayId("r-1")
                .build();
    }

    private static Map<String, byte[]> required() {
        return bytes(Map.of(
                "ce_specversion", "1.0",
                "ce_id", "e-1",
                "ce_type", "dev.recoup.case.requested.v1",
                "ce_source", "/billing",
                "ce_environment", "production"));
    }

    private static Map<String, byte[]> bytes(Map<String, String> headers) {
        Map<String, byte[]> bytes = new HashMap<>();
        headers.forEach((name, value) -> bytes.put(name, value.getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }

    @Test
    void metadata_are_written_as_cloud_events_headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        full().toHeaders().forEach((name, value) -> headers.put(name, new String(value, StandardCharsets.UTF_8)));

        assertThat(headers)
                .containsExactly(
                        Map.entry("ce_specversion", "1.0"),
                        Map.entry("ce_id", "e-1"),
                        Map.entry("ce_type", "dev.recoup.case.status-changed.v1"),
                        Map.entry("ce_source", "/recoup/case-service"),
                        Map.entry("ce_time", "2026-03-15T12:00:00.123Z"),
                        Map.entry("ce_environment", "test"),
                        Map.entry("ce_correlationid", "c-1"),
                        Map.entry("ce_subject", "req-1"),
                        Map.entry("ce_dataschema", "https://schemas.recoup.dev/v1/case-status.schema.json"),
                        Map.entry("ce_mode", "live"),
                        Map.entry("ce_aggregateversion", "2.17"),
                        Map.entry("ce_debituraevent", "client.linked"),
                        Map.entry("ce_debituraorigin", "replayed"),
                        Map.entry("ce_replayid", "r-1"),
                        Map.entry("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                        Map.entry("content-type", "application/json"));
    }

    @Test
    void what_was_written_reads_back_the_same() {
        assertThat(EventMetadata.fromHeaders(full().toHeaders(), RECORD_TIME)).isEqualTo(full());
    }

    @Test
    void a_copy_with_another_id_keeps_everything_else() {
        EventMetadata copy = full().toBuilder().id("e-2").build();

        assertThat(copy.id()).isEqualTo("e-2");
        assertThat(copy.toBuilder().id("e-1").build()).isEqualTo(full());
    }

    @Test
    void a_publisher_outside_may_leave_out_everything_optional() {
        EventMetadata metadata = EventMetadata.fromHeaders(required(), RECORD_TIME);

        assertThat(metadata)
                .isEqualTo(EventMetadata.of(
                                "dev.recoup.case.requested.v1", "/billing", Environment.PRODUCTION, RECORD_TIME)
                        .id("e-1")
                        .correlationId("e-1")
                        .build());
        assertThat(metadata.mode()).isEmpty();
        assertThat(metadata.debituraOrigin()).isEqualTo(Optional.empty());
        assertThat(metadata.replayId()).isEqualTo(Optional.empty());
    }

    @Test
    void a_time_with_an_offset_is_understood() {
        Map<String, byte[]> headers = required();
        headers.putAll(bytes(Map.of("ce_time", "2026-03-15T13:00:00+01:00")));

        assertThat(EventMetadata.fromHeaders(headers, RECORD_TIME).time())
                .isEqualTo(Instant.parse("2026-03-15T12:00:00Z"));
    }

    @Test
    void what_is_caused_by_a_record_keeps_its_correlation_id_and_trace() {
        EventMetadata caused = EventMetadata.of(EventType.REQUIRED_ACTION_CHANGED, "/x", Environment.TEST, TIME)
                .causedBy(full())
                .build();

        assertThat(caused.correlationId()).isEqualTo("c-1");
        assertThat(caused.traceParent()).isEqualTo(full().traceParent());
        assertThat(caused.id()).isNotEqualTo("e-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_id", "ce_type", "ce_source", "ce_environment"})
    void a_required_header_that_is_missing_is_named(String name) {
        Map<String, byte[]> headers = required();
        headers.remove(name);

        assertMalformed(headers, MalformedMetadata.Code.HEADER_MISSING, name);
    }

    @ParameterizedTest
    @CsvSource({
        "ce_specversion, 0.3, SPEC_VERSION_UNSUPPORTED",
        "ce_environment, staging, UNKNOWN_ENVIRONMENT",
        "ce_environment, TEST, UNKNOWN_ENVIRONMENT",
        "ce_mode, maybe, UNKNOWN_MODE",
        "ce_time, yesterday, HEADER_MALFORMED",
        "ce_aggregateversion, 7, HEADER_MALFORMED"
    })
    void a_header_without_its_promised_form_is_named_and_not_repeated(
            String name, String value, MalformedMetadata.Code code) {
        Map<String, byte[]> headers = required();
        headers.put(name, value.getBytes(StandardCharsets.UTF_8));

        assertMalformed(headers, code, name);
    }

    @Test
    void a_header_that_is_not_utf_8_is_named() {
        Map<String, byte[]> headers = required();
        headers.put("ce_id", new byte[] {(byte) 0xff, (byte) 0xfe});

        assertMalformed(headers, MalformedMetadata.Code.HEADER_MALFORMED, "ce_id");
    }

    private static void assertMalformed(Map<String, byte[]> headers, MalformedMetadata.Code code, String header) {
        MalformedMetadata malformed =
                catchThrowableOfType(MalformedMetadata.class, () -> EventMetadata.fromHeaders(headers, RECORD_TIME));

        assertThat(malformed.code()).isEqualTo(code);
        assertThat(malformed.header()).isEqualTo(header);
        assertThat(malformed).hasMessage(code + ": " + header);
    }
}
