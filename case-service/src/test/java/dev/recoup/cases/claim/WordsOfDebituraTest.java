package dev.recoup.cases.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.debitura.CloseCode;
import dev.recoup.debitura.Lifecycle;
import dev.recoup.debitura.Told;
import dev.recoup.events.Environment;
import dev.recoup.events.Mode;
import dev.recoup.events.cases.CaseLifecycle;
import dev.recoup.events.cases.CaseState;
import dev.recoup.events.cases.CaseStatus;
import dev.recoup.testing.RecoupTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When Debitura adds lifecycles and close codes, its own words are kept and shown. */
@RecoupTest(service = "case-service")
class WordsOfDebituraTest {

    @Inject
    Claims claims;

    @Inject
    ClaimSnapshots snapshots;

    @Test
    void a_lifecycle_that_is_not_known_is_shown_in_the_words_it_came_in() {
        CaseStatus shown = seen(new Told<>(Lifecycle.UNKNOWN, "Escalated To Board"), Optional.empty());

        assertThat(shown.state()).isEqualTo(CaseState.OPEN);
        assertThat(shown.lifecycle()).isEmpty();
        assertThat(shown.lifecycleText()).contains("Escalated To Board");
    }

    @Test
    void a_close_code_that_is_not_known_is_shown_in_the_words_it_came_in_and_tells_no_outcome() {
        CaseStatus shown =
                seen(Told.as(Lifecycle.CLOSED), Optional.of(new Told<>(CloseCode.UNKNOWN, "Sold To A Third Party")));

        assertThat(shown.state()).isEqualTo(CaseState.CLOSED);
        assertThat(shown.lifecycle()).contains(CaseLifecycle.CLOSED);
        assertThat(shown.lifecycleText()).isEmpty();
        assertThat(shown.closeCode()).contains("Sold To A Third Party");
        assertThat(shown.outcome()).isEmpty();
    }

    @Test
    void what_is_known_is_shown_in_one_spelling() {
        CaseStatus shown =
                seen(new Told<>(Lifecycle.CLOSED, "closed"), Optional.of(new Told<>(CloseCode.PAID, "PAID")));

        assertThat(shown.lifecycle()).contains(CaseLifecycle.CLOSED);
        assertThat(shown.closeCode()).contains("Paid");
    }

    @Test
    void a_lifecycle_that_debitura_did_not_tell_is_not_shown() {
        CaseStatus shown = seen(Told.nothing(Lifecycle.UNKNOWN), Optional.empty());

        assertThat(shown.lifecycle()).isEmpty();
        assertThat(shown.lifecycleText()).isEmpty();
    }

    /** Stores a claim of which Debitura said so, and shows what was stored. */
    private CaseStatus seen(Told<Lifecycle> lifecycle, Optional<Told<CloseCode>> closeCode) {
        String id = "words-" + UUID.randomUUID();
        CaseAtDebitura found = new CaseAtDebitura(
                UUID.randomUUID(),
                Optional.of("AB12CD34"),
                lifecycle,
                closeCode,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        QuarkusTransaction.requiringNew()
                .run(() -> claims.persist(Claim.foundAtDebitura(
                        id,
                        found,
                        Optional.empty(),
                        Environment.TEST,
                        Mode.LIVE,
                        "ten-" + id,
                        "cor-" + id,
                        Instant.now())));
        return QuarkusTransaction.requiringNew()
                .call(() -> snapshots.show(claims.lock(id).orElseThrow()));
    }
}
