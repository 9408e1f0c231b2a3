package dev.recoup.testing.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.testing.Sandbox;
import dev.recoup.testing.Sandbox.Cases;
import dev.recoup.testing.Sandbox.Signature;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SandboxProcessTest {

    private static SandboxProcess process;
    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        process = SandboxProcess.start();
        sandbox = new Sandbox(process.referralUrl(), process.customerUrl(), process.pagesUrl());
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void it_runs_in_a_process_of_its_own() {
        assertThat(process.process().isAlive()).isTrue();
        assertThat(process.process().pid()).isNotEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void a_seeded_client_is_in_its_books() {
        sandbox.seedClient("tenant-seeded", "Seeded ApS", "seeded@example.com", "DK", Signature.SIGNED);

        assertThat(sandbox.client("tenant-seeded")).hasValueSatisfying(client -> assertThat(client.onboardingDone())
                .isTrue());
        assertThat(sandbox.casesOf("tenant-seeded")).isEmpty();
    }

    @Test
    void a_subscription_shows_its_secret() {
        Sandbox.Subscription subscription =
                sandbox.subscribe(URI.create("http://127.0.0.1:1/webhooks/debitura/referral-live"), Cases.LIVE);

        assertThat(Base64.getDecoder().decode(subscription.secret())).hasSizeGreaterThanOrEqualTo(32);
        assertThat(subscription.toString()).doesNotContain(subscription.secret());
    }

    @Test
    void its_clock_moves_when_told() {
        Instant before = sandbox.now();
        sandbox.advanceClock(Duration.ofHours(2));

        assertThat(sandbox.now()).isAfterOrEqualTo(before.plus(Duration.ofHours(2)));
    }
}
