package dev.recoup.ingest.subscriptions;

import static dev.recoup.ingest.WebhookSender.anyId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.recoup.debitura.referral.CreateWebhook;
import dev.recoup.events.Mode;
import dev.recoup.ingest.Operator;
import dev.recoup.ingest.Rows;
import dev.recoup.testing.MutableClock;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.Tokens;
import dev.recoup.testing.infra.PostgresServer.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a start does about a subscription that is declared. */
@RecoupTest(service = "webhook-ingest-service")
class DeclarationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Sandbox sandbox;
    Tokens tokens;
    Database database;

    @Inject
    Intentions intentions;

    @Inject
    Subscriptions view;

    @Inject
    MutableClock clock;

    private String name;
    private Operator operator;
    private Rows rows;

    @BeforeEach
    void begin() {
        name = "decl-" + anyId().substring(0, 12);
        operator = new Operator(tokens, sandbox);
        rows = new Rows(database);
    }

    @AfterEach
    void deleteIt() {
        sandbox.clearFaults();
        operator.call("DELETE", "/v1/subscriptions/" + name, "");
    }

    @Test
    void several_replicas_that_start_at_once_create_one() throws Exception {
        List<Future<?>> starts = new ArrayList<>();
        try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                starts.add(replicas.submit(() -> declare(Mode.LIVE, url())));
            }
        }
        for (Future<?> start : starts) {
            start.get();
        }

        awaitActive();
        assertThat(operator.atDebitura(name)).hasSize(1);
        assertThat(rows.count("select asked from webhook_subscription where name = ?", name))
                .isEqualTo(1);
    }

    @Test
    void a_start_that_declares_the_same_again_asks_nothing_of_debitura() {
        declare(Mode.LIVE, url());
        awaitActive();

        declare(Mode.LIVE, url());

        assertThat(rows.text("select state || ' ' || asked from webhook_subscription where name = ?", name))
                .isEqualTo("ACTIVE 1");
    }

    @Test
    void a_changed_url_is_told_to_debitura() {
        declare(Mode.LIVE, url());
        awaitActive();
        String id = operator.one(name).get("debituraId").asText();

        declare(Mode.LIVE, otherUrl());

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(operator.one(name).get("url").asText()).isEqualTo(otherUrl()));
        assertThat(operator.atDebitura(name)).singleElement().satisfies(there -> {
            assertThat(Operator.field(there, "id").asText()).isEqualTo(id);
            assertThat(Operator.field(there, "url").asText()).isEqualTo(otherUrl());
        });
    }

    @Test
    void a_url_that_is_corrected_before_debitura_could_be_told_is_the_one_it_is_told() {
        sandbox.failWith("createWebhook", 1000, 500);
        declare(Mode.LIVE, url());
        awaitTrouble("500");

        declare(Mode.LIVE, otherUrl());
        sandbox.clearFaults();
        clock.advance(Duration.ofHours(1));

        awaitActive();
        assertThat(operator.atDebitura(name)).singleElement().satisfies(there -> assertThat(
                        Operator.field(there, "url").asText())
                .isEqualTo(otherUrl()));
        assertThat(operator.one(name).get("url").asText()).isEqualTo(otherUrl());
    }

    @Test
    void one_that_was_created_with_the_wrong_url_by_an_attempt_whose_answer_got_lost_is_moved() {
        sandbox.loseAnswer("createWebhook", 1);
        declare(Mode.LIVE, url());
        awaitTrouble("AnswerLost");
        assertThat(operator.atDebitura(name)).hasSize(1);

        declare(Mode.LIVE, otherUrl());

        awaitActive();
        assertThat(operator.atDebitura(name)).singleElement().satisfies(there -> assertThat(
                        Operator.field(there, "url").asText())
                .isEqualTo(otherUrl()));
        assertThat(operator.one(name).get("url").asText()).isEqualTo(otherUrl());
    }

    @Test
    void a_changed_mode_is_refused_and_nothing_changes() {
        declare(Mode.TEST, url());
        awaitActive();

        assertThatThrownBy(() -> declare(Mode.LIVE, url()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("recoup.ingest.subscriptions." + name + ".mode is live")
                .hasMessageContaining("choose another name");

        view.refresh();
        assertThat(view.named(name).orElseThrow().mode()).isEqualTo(Mode.TEST);
        assertThat(rows.text("select mode || ' ' || asked from webhook_subscription where name = ?", name))
                .isEqualTo("test 1");
    }

    @Test
    void a_name_that_was_deleted_is_declared_again_in_its_mode_only() {
        declare(Mode.LIVE, url());
        awaitActive();
        operator.call("DELETE", "/v1/subscriptions/" + name, "");

        assertThatThrownBy(() -> declare(Mode.TEST, url())).hasMessageContaining("choose another name");
        declare(Mode.LIVE, url());

        awaitActive();
    }

    private void declare(Mode mode, String url) {
        intentions.declare(Intentions.referral(name, Origin.DECLARED, mode, url, CreateWebhook.ALL_EVENTS));
    }

    private String url() {
        return Operator.endpoint(name).toString();
    }

    private String otherUrl() {
        return url().replace("127.0.0.1", "localhost");
    }

    private void awaitTrouble(String part) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        rows.text("select trouble from webhook_subscription where name = ?", name))
                .contains(part));
    }

    private void awaitActive() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(operator.state(name)).isEqualTo("ACTIVE"));
    }
}
