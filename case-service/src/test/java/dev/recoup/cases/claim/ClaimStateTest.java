package dev.recoup.cases.claim;

import static dev.recoup.cases.claim.ClaimState.BLOCKED;
import static dev.recoup.cases.claim.ClaimState.CANCELLED;
import static dev.recoup.cases.claim.ClaimState.CLOSED;
import static dev.recoup.cases.claim.ClaimState.IN_FLIGHT;
import static dev.recoup.cases.claim.ClaimState.OPEN;
import static dev.recoup.cases.claim.ClaimState.PENDING_SIGNATURE;
import static dev.recoup.cases.claim.ClaimState.QUEUED;
import static dev.recoup.cases.claim.ClaimState.REFUSED;
import static dev.recoup.cases.claim.ClaimState.UNCERTAIN;
import static dev.recoup.cases.claim.ClaimState.WAITING_FOR_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClaimStateTest {

    /** Every way there is, by trigger; what is not here is not possible. */
    private static final Map<ClaimTrigger, Map<ClaimState, ClaimState>> WAYS = Map.ofEntries(
            Map.entry(ClaimTrigger.CLIENT_RELEASED, Map.of(WAITING_FOR_CLIENT, QUEUED, BLOCKED, QUEUED)),
            Map.entry(ClaimTrigger.CLAIMED, Map.of(QUEUED, IN_FLIGHT, UNCERTAIN, IN_FLIGHT, IN_FLIGHT, IN_FLIGHT)),
            Map.entry(ClaimTrigger.HELD_BACK, Map.of(IN_FLIGHT, QUEUED)),
            Map.entry(ClaimTrigger.OUTCOME_UNKNOWN, Map.of(IN_FLIGHT, UNCERTAIN, WAITING_FOR_CLIENT, UNCERTAIN)),
            Map.entry(ClaimTrigger.CLIENT_NOT_LINKED, Map.of(IN_FLIGHT, WAITING_FOR_CLIENT)),
            Map.entry(ClaimTrigger.SIGNATURE_DEMANDED, Map.of(IN_FLIGHT, BLOCKED)),
            Map.entry(ClaimTrigger.TURNED_DOWN, Map.of(IN_FLIGHT, REFUSED, WAITING_FOR_CLIENT, REFUSED)),
            Map.entry(
                    ClaimTrigger.CANCELLED_BY_REQUEST,
                    Map.of(WAITING_FOR_CLIENT, CANCELLED, QUEUED, CANCELLED, BLOCKED, CANCELLED)),
            Map.entry(ClaimTrigger.SEEN_UNSIGNED, fromAllButTheEnded(PENDING_SIGNATURE)),
            Map.entry(ClaimTrigger.SEEN_OPEN, fromAllButTheEnded(OPEN)),
            Map.entry(ClaimTrigger.SEEN_ENDED, fromAllButTheEnded(CLOSED)));

    private static Map<ClaimState, ClaimState> fromAllButTheEnded(ClaimState to) {
        Map<ClaimState, ClaimState> ways = new TreeMap<>();
        EnumSet.complementOf(EnumSet.of(REFUSED, CANCELLED)).forEach(from -> ways.put(from, to));
        return ways;
    }

    @ParameterizedTest
    @EnumSource(ClaimState.class)
    void every_state_goes_where_the_table_says_and_nowhere_else(ClaimState from) {
        for (ClaimTrigger trigger : ClaimTrigger.values()) {
            assertThat(from.after(trigger))
                    .as("%s after %s", from, trigger)
                    .isEqualTo(Optional.ofNullable(WAYS.get(trigger).get(from)));
        }
    }

    @Test
    void what_may_be_under_way_or_done_at_debitura_cannot_be_cancelled() {
        List<ClaimState> cancellable = Arrays.stream(ClaimState.values())
                .filter(state -> state.after(ClaimTrigger.CANCELLED_BY_REQUEST).isPresent())
                .toList();

        assertThat(cancellable).containsExactly(WAITING_FOR_CLIENT, QUEUED, BLOCKED);
    }

    @Test
    void only_a_submission_that_is_claimed_is_ever_in_flight() {
        Set<ClaimTrigger> ways = EnumSet.noneOf(ClaimTrigger.class);
        for (ClaimState from : ClaimState.values()) {
            for (ClaimTrigger trigger : ClaimTrigger.values()) {
                from.after(trigger).filter(IN_FLIGHT::equals).ifPresent(to -> ways.add(trigger));
            }
        }

        assertThat(ways).containsExactly(ClaimTrigger.CLAIMED);
    }

    @Test
    void what_is_uncertain_is_never_queued_again_without_a_look() {
        List<ClaimState> next = Arrays.stream(ClaimTrigger.values())
                .flatMap(trigger -> UNCERTAIN.after(trigger).stream())
                .distinct()
                .toList();

        assertThat(next).containsExactly(IN_FLIGHT, PENDING_SIGNATURE, OPEN, CLOSED);
    }

    @Test
    void refused_and_cancelled_are_the_ends() {
        assertThat(Arrays.stream(ClaimState.values()).filter(ClaimState::isFinal))
                .containsExactly(REFUSED, CANCELLED);
    }
}
