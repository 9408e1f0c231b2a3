package dev.recoup.cases.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.events.Environment;
import dev.recoup.events.Mode;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From when on a case can be a claim's own, and who may have asked for it. */
class CarrierTest {

    private static final Instant NOW = Instant.parse("2026-06-02T08:00:00Z");

    private final Claim claim =
            Claim.requested("req-1", "hash", Environment.TEST, Optional.of(Mode.LIVE), "ten-1", "correlation", NOW);

    @Test
    void what_nobody_sent_is_not_at_debitura() {
        assertThat(claim.sentSince()).isEmpty();
        assertThat(claim.isLeftToDebitura()).isFalse();
    }

    @Test
    void what_this_service_sends_is_there_since_its_first_attempt() {
        claim.release(NOW);
        claim.startAttempt(NOW.plusSeconds(60), NOW.plusSeconds(1));
        claim.doubt(NOW.plusSeconds(70), NOW.plusSeconds(60));
        claim.startAttempt(NOW.plusSeconds(130), NOW.plusSeconds(70));

        assertThat(claim.sentSince()).contains(NOW.plusSeconds(1));
        assertThat(claim.isLeftToDebitura()).isFalse();
    }

    @Test
    void what_onboarding_service_carried_may_be_there_at_any_time_and_is_left_there_until_it_is_sent_from_here() {
        claim.carriedByOnboarding();
        assertThat(claim.isLeftToDebitura()).isTrue();
        assertThat(claim.sentSince()).contains(Instant.EPOCH);

        claim.assumeSent(NOW, NOW);
        assertThat(claim.isLeftToDebitura()).isTrue();
        claim.startAttempt(NOW.plusSeconds(60), NOW);

        assertThat(claim.isLeftToDebitura()).isFalse();
        assertThat(claim.sentSince()).contains(Instant.EPOCH);
    }
}
