package dev.recoup.onboarding.client;

import static dev.recoup.onboarding.client.ClientState.ARCHIVED;
import static dev.recoup.onboarding.client.ClientState.BLOCKED;
import static dev.recoup.onboarding.client.ClientState.DECLINED;
import static dev.recoup.onboarding.client.ClientState.EXPIRED;
import static dev.recoup.onboarding.client.ClientState.LINK_PENDING;
import static dev.recoup.onboarding.client.ClientState.ONBOARDING;
import static dev.recoup.onboarding.client.ClientState.READY;
import static dev.recoup.onboarding.client.ClientState.RESIGN_REQUIRED;
import static dev.recoup.onboarding.client.Observation.ANSWERED_APPROVAL_REQUIRED;
import static dev.recoup.onboarding.client.Observation.ANSWERED_LINKED_ELSEWHERE;
import static dev.recoup.onboarding.client.Observation.ANSWERED_READY;
import static dev.recoup.onboarding.client.Observation.ANSWERED_SIGNATURE_REQUIRED;
import static dev.recoup.onboarding.client.Observation.ANSWERED_UNKNOWN_CONFLICT;
import static dev.recoup.onboarding.client.Observation.LINK_DECLINED;
import static dev.recoup.onboarding.client.Observation.LINK_EXPIRED;
import static dev.recoup.onboarding.client.Observation.LINK_REQUESTED;
import static dev.recoup.onboarding.client.Observation.READ_NOT_FOUND;
import static dev.recoup.onboarding.client.Observation.READ_NOT_FOUND_IN_TIME;
import static dev.recoup.onboarding.client.Observation.READ_SIGNED;
import static dev.recoup.onboarding.client.Observation.READ_UNSIGNED;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The client's state machine as a table.
 *
 * <p>Onboarding can open again: Debitura evaluates the agreement on every call, so a ready client may have to sign a new
 * version. Whatever is not in the table leaves the state as it is.
 */
final class ClientTransitions {

    private static final Set<ClientState> ANY = EnumSet.allOf(ClientState.class);
    private static final Set<ClientState> SIGNED_ONCE = EnumSet.of(READY, RESIGN_REQUIRED);
    private static final Set<ClientState> NEVER_SIGNED = EnumSet.complementOf(EnumSet.of(READY, RESIGN_REQUIRED));
    private static final Set<ClientState> LINKED = EnumSet.of(ONBOARDING, READY, RESIGN_REQUIRED);

    /** One line of the table. */
    private record Row(Observation observation, Set<ClientState> from, ClientState to) {}

    private static final List<Row> ROWS = List.of(
            new Row(ANSWERED_READY, ANY, READY),
            new Row(ANSWERED_SIGNATURE_REQUIRED, NEVER_SIGNED, ONBOARDING),
            new Row(ANSWERED_SIGNATURE_REQUIRED, SIGNED_ONCE, RESIGN_REQUIRED),
            new Row(ANSWERED_APPROVAL_REQUIRED, ANY, LINK_PENDING),
            new Row(ANSWERED_LINKED_ELSEWHERE, ANY, BLOCKED),
            new Row(ANSWERED_UNKNOWN_CONFLICT, ANY, BLOCKED),
            new Row(READ_SIGNED, ANY, READY),
            new Row(READ_UNSIGNED, NEVER_SIGNED, ONBOARDING),
            new Row(READ_UNSIGNED, SIGNED_ONCE, RESIGN_REQUIRED),
            new Row(READ_NOT_FOUND, LINKED, ARCHIVED),
            new Row(READ_NOT_FOUND_IN_TIME, EnumSet.of(LINK_PENDING), EXPIRED),
            new Row(READ_NOT_FOUND_IN_TIME, LINKED, ARCHIVED),
            new Row(LINK_REQUESTED, EnumSet.of(DECLINED, EXPIRED), LINK_PENDING),
            new Row(LINK_DECLINED, EnumSet.of(LINK_PENDING, EXPIRED), DECLINED),
            new Row(LINK_EXPIRED, EnumSet.of(LINK_PENDING), EXPIRED));

    private static final Map<ClientState, Map<Observation, ClientState>> TABLE = table();

    private ClientTransitions() {}

    /** Where an observation leads from a state; the state itself if it changes nothing. */
    static ClientState next(ClientState from, Observation observation) {
        return TABLE.get(from).getOrDefault(observation, from);
    }

    private static Map<ClientState, Map<Observation, ClientState>> table() {
        Map<ClientState, Map<Observation, ClientState>> table = new EnumMap<>(ClientState.class);
        for (ClientState state : ClientState.values()) {
            table.put(state, new EnumMap<>(Observation.class));
        }
        for (Row row : ROWS) {
            for (ClientState from : row.from()) {
                if (table.get(from).put(row.observation(), row.to()) != null) {
                    throw new IllegalStateException("Two rows for " + row.observation() + " in " + from);
                }
            }
        }
        return table;
    }
}
