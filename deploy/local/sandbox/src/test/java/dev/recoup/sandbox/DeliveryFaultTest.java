package dev.recoup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeliveryFaultTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private Receiver receiver;
    private String subscription;

    @BeforeEach
    void start() {
        SANDBOX.control("/reset", "");
        SANDBOX.given(Unknown.DELIVERY_ORDER, Behaviour.A);
        receiver = new Receiver();
        subscription = SANDBOX.referral(
                        "POST",
                        "/v1/Webhooks",
                        "{\"url\":\"%s\",\"events\":[\"case.created\",\"case.updated\"]}".formatted(receiver.url()))
                .json(200)
                .get("id")
                .asText();
        SANDBOX.readyClient("faulty");
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private static void order(String body) {
        SANDBOX.control("/faults", body);
    }

    private String submit(String reference) {
        return SANDBOX.submit(SANDBOX.token("faulty"), reference, RunningSandbox.claim(reference))
                .json(200)
                .get("id")
                .asText();
    }

    private static List<Integer> statuses() {
        List<Integer> statuses = new ArrayList<>();
        SANDBOX.state()
                .get("deliveries")
                .forEach(attempt -> statuses.add(attempt.get("status").asInt()));
        return statuses;
    }

    private void awaitStatuses(Integer... expected) {
        await().untilAsserted(() -> assertThat(statuses()).containsExactly(expected));
    }

    @Test
    void a_duplicate_is_the_same_event_twice() {
        order("{\"operation\":\"delivery\",\"kind\":\"duplicate\"}");
        submit("TWICE");
        submit("ONCE");

        awaitStatuses(200, 200, 200);
        List<String> bodies =
                receiver.deliveries().stream().map(Receiver.Delivery::text).toList();
        assertThat(bodies).hasSize(3);
        assertThat(bodies.stream().distinct()).hasSize(2);
    }

    @Test
    void only_one_of_two_copies_is_retried() {
        receiver.answer(500);
        order("{\"operation\":\"delivery\",\"kind\":\"duplicate\"}");
        submit("TWICE-FAILED");
        awaitStatuses(500, 500);
        receiver.answer(200);

        SANDBOX.control("/clock/advance", "{\"seconds\":100000}");

        awaitStatuses(500, 500, 200);
    }

    @Test
    void reordered_events_arrive_last_first() {
        order("{\"operation\":\"delivery\",\"kind\":\"reorder\",\"times\":5,\"latencyMs\":60000}");
        List<String> ids =
                IntStream.range(0, 5).mapToObj(n -> submit("ORDER-" + n)).toList();

        await().until(() -> receiver.deliveries().size() == 5);
        assertThat(receiver.deliveries().stream().map(delivery -> ids.stream()
                        .filter(id -> delivery.text().contains(id))
                        .findFirst()
                        .orElseThrow()))
                .containsExactlyElementsOf(ids.reversed());
    }

    @Test
    void events_that_wait_for_others_in_vain_come_when_patience_ends() {
        order("{\"operation\":\"delivery\",\"kind\":\"reorder\",\"times\":5,\"latencyMs\":50}");
        submit("ALONE");
        awaitStatuses(200);
    }

    @Test
    void events_that_were_held_are_not_delivered_to_a_subscription_that_is_off_by_then() {
        SANDBOX.given(Unknown.EVENTS_WHILE_DISABLED, Behaviour.A);
        order("{\"operation\":\"delivery\",\"kind\":\"reorder\",\"times\":2,\"latencyMs\":60000}");
        submit("HELD");
        SANDBOX.referral("PUT", "/v1/Webhooks/" + subscription, "{\"isActive\":false}")
                .json(200);
        SANDBOX.referral(
                        "POST",
                        "/v1/Webhooks",
                        "{\"url\":\"%s\",\"events\":[\"case.created\"]}".formatted(receiver.url()))
                .json(200);
        String second = submit("SECOND");
        awaitStatuses(200);
        assertThat(receiver.deliveries().getFirst().text()).contains(second);
        submit("THIRD");
        awaitStatuses(200, 200);
        assertThat(receiver.deliveries()).hasSize(2);
    }

    @Test
    void silence_loses_events_for_a_while_and_leaves_the_subscription_on() {
        order("{\"operation\":\"delivery\",\"kind\":\"silence\",\"seconds\":600}");
        submit("UNHEARD-1");
        submit("UNHEARD-2");
        SANDBOX.control("/clock/advance", "{\"seconds\":601}");
        String heard = submit("HEARD");

        awaitStatuses(200);
        assertThat(receiver.deliveries().getFirst().text()).contains(heard);
        SANDBOX.control("/clock/advance", "{\"seconds\":100000}");
        JsonNode quiet = SANDBOX.referral("/v1/Webhooks/" + subscription).json(200);
        assertThat(quiet.get("isActive").asBoolean()).isTrue();
        assertThat(receiver.deliveries()).hasSize(1);
    }

    @Test
    void troubles_can_be_ordered_for_one_event_name_or_one_subscription() {
        order("{\"operation\":\"delivery.case.updated\",\"kind\":\"silence\"}");
        String id = submit("NAMED");
        SANDBOX.control("/cases/" + id + "/lifecycle", "{\"to\":\"Active\"}");
        awaitStatuses(200);
        assertThat(receiver.events()).containsExactly("case.created");

        order("{\"operation\":\"delivery." + subscription + "\",\"kind\":\"status\",\"status\":503}");
        submit("SUBSCRIBED");
        awaitStatuses(200, 503);
        assertThat(receiver.deliveries()).hasSize(1);
    }

    @Test
    void an_answer_that_is_lost_leads_to_a_second_delivery() {
        order("{\"operation\":\"delivery\",\"kind\":\"lostAnswer\"}");
        submit("LOST");
        awaitStatuses(0);
        assertThat(receiver.deliveries()).hasSize(1);

        SANDBOX.control("/clock/advance", "{\"seconds\":70}");

        awaitStatuses(0, 200);
        assertThat(receiver.deliveries().get(1).text())
                .isEqualTo(receiver.deliveries().get(0).text());
    }

    @Test
    void a_receiver_can_be_cut_off_and_be_slow() {
        order("{\"operation\":\"delivery\",\"kind\":\"drop\"}");
        order("{\"operation\":\"delivery\",\"kind\":\"latency\",\"latencyMs\":20}");
        order("{\"operation\":\"delivery\",\"kind\":\"failedAnswer\",\"status\":502}");
        submit("CUT");
        awaitStatuses(0);
        submit("SLOW");
        awaitStatuses(0, 200);
        submit("DENIED");
        awaitStatuses(0, 200, 502);
        assertThat(receiver.deliveries()).hasSize(2);
    }

    @Test
    void a_retry_is_not_made_while_the_subscription_is_off() {
        receiver.answer(500);
        submit("OFF");
        awaitStatuses(500);
        SANDBOX.referral("PUT", "/v1/Webhooks/" + subscription, "{\"isActive\":false}")
                .json(200);
        receiver.answer(200);
        submit("UNHEARD");

        SANDBOX.control("/clock/advance", "{\"seconds\":100000}");

        SANDBOX.referral(
                        "POST",
                        "/v1/Webhooks",
                        "{\"url\":\"%s\",\"events\":[\"case.created\"]}".formatted(receiver.url()))
                .json(200);
        submit("HEARD");
        awaitStatuses(500, 200);
    }
}
