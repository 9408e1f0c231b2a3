package dev.recoup.ingest.routing;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.events.Topic;
import dev.recoup.events.webhooks.DebituraEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {

    private static final String UUID_8 = "[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    @ParameterizedTest
    @EnumSource(value = DebituraEvent.class, names = "OTHER", mode = EnumSource.Mode.EXCLUDE)
    void every_known_event_has_its_topic_and_key(DebituraEvent event) {
        RoutedEvent routed = routed(envelope("e-1", event.eventName(), "ten-1", "case-1"));

        assertThat(routed.event()).isEqualTo(event);
        assertThat(routed.eventId()).isEqualTo("e-1");
        assertThat(routed.eventName()).contains(event.eventName());
        switch (event.eventName().split("\\.")[0]) {
            case "client", "cases" -> {
                assertThat(routed.topic()).isEqualTo(Topic.DEBITURA_CLIENT_EVENTS);
                assertThat(routed.key()).isEqualTo("ten-1");
            }
            case "case", "payment", "chat" -> {
                assertThat(routed.topic()).isEqualTo(Topic.DEBITURA_CASE_EVENTS);
                assertThat(routed.key()).isEqualTo("case-1");
            }
            default -> throw new AssertionError(event);
        }
    }

    @Test
    void a_client_event_without_a_client_goes_to_the_others() {
        RoutedEvent routed = routed(json("{'id':'e-2','event':'client.linked','data':{}}"));

        assertThat(routed.topic()).isEqualTo(Topic.DEBITURA_OTHER_EVENTS);
        assertThat(routed.key()).isEqualTo("e-2");
        assertThat(routed.event()).isEqualTo(DebituraEvent.CLIENT_LINKED);
    }

    @Test
    void a_case_event_without_a_case_has_the_client_as_its_key_else_its_own_id() {
        RoutedEvent ofClient = routed(json("{'id':'e-3','event':'case.updated','data':{'externalTenantId':'ten-3'}}"));
        RoutedEvent ofNobody = routed(json("{'id':'e-4','event':'case.updated'}"));

        assertThat(ofClient.topic()).isEqualTo(Topic.DEBITURA_CASE_EVENTS);
        assertThat(ofClient.key()).isEqualTo("ten-3");
        assertThat(ofNobody.topic()).isEqualTo(Topic.DEBITURA_CASE_EVENTS);
        assertThat(ofNobody.key()).isEqualTo("e-4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"case.reopened", "invoice.issued", "client", "Case.Updated", "other", "💶"})
    void an_unknown_event_is_kept_under_its_own_name(String name) {
        RoutedEvent routed = routed(envelope("e-5", name, "ten-5", "case-5"));

        assertThat(routed.topic()).isEqualTo(Topic.DEBITURA_OTHER_EVENTS);
        assertThat(routed.key()).isEqualTo("e-5");
        assertThat(routed.event()).isEqualTo(DebituraEvent.OTHER);
        assertThat(routed.eventName()).contains(name);
        assertThat(routed.externalTenantId()).contains("ten-5");
    }

    @ParameterizedTest
    @MethodSource("bodiesWithoutAnId")
    void a_body_without_a_usable_id_is_known_by_its_bytes(byte[] body) {
        RoutedEvent routed = routed(body);

        assertThat(routed.topic()).isEqualTo(Topic.DEBITURA_OTHER_EVENTS);
        assertThat(routed.event()).isEqualTo(DebituraEvent.OTHER);
        assertThat(routed.eventId())
                .matches(UUID_8)
                .isEqualTo(routed(body.clone()).eventId());
        assertThat(routed.key()).isEqualTo(routed.eventId());
    }

    static Stream<byte[]> bodiesWithoutAnId() {
        return Stream.of(
                new byte[0],
                "this is not JSON".getBytes(UTF_8),
                "{\"id\":\"e-1\",".getBytes(UTF_8),
                "[1,2,3]".getBytes(UTF_8),
                "null".getBytes(UTF_8),
                "\"text\"".getBytes(UTF_8),
                "<html>Bad gateway</html>".getBytes(UTF_8),
                new byte[] {(byte) 0xff, (byte) 0xfe, 0x00, (byte) 0xc3, 0x28},
                ("[".repeat(100_000)).getBytes(UTF_8),
                json("{'event':'client.linked','data':{'externalTenantId':'ten-1'}}"),
                json("{'id':null,'event':'client.linked','data':{'externalTenantId':'ten-1'}}"),
                json("{'id':'','event':'client.linked','data':{'externalTenantId':'ten-1'}}"),
                json("{'id':{'a':1},'event':'client.linked','data':{'externalTenantId':'ten-1'}}"),
                envelope("\\u0000", "client.linked", "ten-1", "case-1"),
                envelope("\\ud800", "client.linked", "ten-1", "case-1"),
                envelope("x".repeat(201), "client.linked", "ten-1", "case-1"));
    }

    @Test
    void different_bodies_without_an_id_have_different_ids() {
        assertThat(routed("a".getBytes(UTF_8)).eventId())
                .isNotEqualTo(routed("b".getBytes(UTF_8)).eventId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\n", "\\udc00", "  "})
    void a_client_id_that_cannot_be_a_key_is_no_client_id(String tenant) {
        RoutedEvent routed = routed(envelope("e-6", "client.linked", tenant, "case-6"));

        assertThat(routed.externalTenantId()).isEmpty();
        assertThat(routed.topic()).isEqualTo(Topic.DEBITURA_OTHER_EVENTS);
        assertThat(routed.key()).isEqualTo("e-6");
    }

    @Test
    void an_event_name_that_cannot_be_stored_is_no_name() {
        RoutedEvent routed = routed(envelope("e-7", "\\u0000", "ten-7", "case-7"));

        assertThat(routed.eventName()).isEmpty();
        assertThat(routed.topic()).isEqualTo(Topic.DEBITURA_OTHER_EVENTS);
    }

    @Test
    void names_are_matched_without_regard_to_case() {
        RoutedEvent routed =
                routed(json("{'Id':'e-8','Event':'case.closed','Data':{'CaseId':'case-8','Reference':'ABCD1234'}}"));

        assertThat(routed.eventId()).isEqualTo("e-8");
        assertThat(routed.caseId()).contains("case-8");
        assertThat(routed.caseReference()).contains("ABCD1234");
        assertThat(routed.subject()).contains("case-8");
    }

    @Test
    void a_body_in_another_unicode_form_is_read_or_kept() {
        RoutedEvent routed = routed("{\"id\":\"e-9\",\"event\":\"case.closed\"}".getBytes(UTF_16));

        assertThat(routed.eventId()).isEqualTo("e-9");
    }

    @Test
    void timestamps_are_read_with_and_without_a_zone() {
        assertThat(occurredAt("2026-06-02T08:00:11Z")).contains(Instant.parse("2026-06-02T08:00:11Z"));
        assertThat(occurredAt("2026-06-02T10:00:11.5+02:00")).contains(Instant.parse("2026-06-02T08:00:11.5Z"));
        assertThat(occurredAt("2026-06-02T08:00:11")).contains(Instant.parse("2026-06-02T08:00:11Z"));
        assertThat(occurredAt("yesterday")).isEmpty();
        assertThat(occurredAt("+999999999-12-31T23:59:59Z")).isEmpty();
        assertThat(occurredAt("0001-01-01T00:00:00")).isEmpty();
    }

    @Test
    void what_comes_the_way_of_one_client_is_about_that_client_unless_the_body_names_another() {
        RoutedEvent ofCase = Routing.of(
                json("{'id':'e-11','event':'payment.created','data':{'caseId':'case-11'}}"), Optional.of("ten-11"));
        RoutedEvent ofNobody = Routing.of(json("{'id':'e-12','event':'chat.created'}"), Optional.of("ten-11"));
        RoutedEvent ofAnother =
                Routing.of(envelope("e-13", "payment.created", "ten-13", "case-13"), Optional.of("ten-11"));

        assertThat(ofCase.externalTenantId()).contains("ten-11");
        assertThat(ofCase.key()).isEqualTo("case-11");
        assertThat(ofNobody.key()).isEqualTo("ten-11");
        assertThat(ofAnother.externalTenantId()).contains("ten-13");
    }

    private static RoutedEvent routed(byte[] body) {
        return Routing.of(body, Optional.empty());
    }

    private static Optional<Instant> occurredAt(String timestamp) {
        return routed(json("{'id':'e-10','event':'case.closed','timestamp':'" + timestamp + "'}"))
                .occurredAt();
    }

    private static byte[] envelope(String id, String event, String tenant, String caseId) {
        return json("{'id':'%s','specVersion':'1.0','event':'%s','data':{'externalTenantId':'%s','caseId':'%s'}}"
                .formatted(id, event, tenant, caseId));
    }

    private static byte[] json(String singleQuoted) {
        return singleQuoted.replace('\'', '"').getBytes(UTF_8);
    }
}
