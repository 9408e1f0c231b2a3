package dev.recoup.onboarding.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Walks every state with every observation. */
class ClientTransitionsTest {

    /** A line is a state, a column an observation in the order of {@link Observation}; a dot means unchanged. */
    private static final String EXPECTED = """
            state           201   202   409   else  unkn  signd unsig 404   over  reqst decl  exprd
            NEW             READY ONBRD LINK  BLOCK BLOCK READY ONBRD .     .     .     .     .
            ONBOARDING      READY .     LINK  BLOCK BLOCK READY .     ARCHI ARCHI .     .     .
            READY           .     RESGN LINK  BLOCK BLOCK .     RESGN ARCHI ARCHI .     .     .
            RESIGN_REQUIRED READY .     LINK  BLOCK BLOCK READY .     ARCHI ARCHI .     .     .
            LINK_PENDING    READY ONBRD .     BLOCK BLOCK READY ONBRD .     EXPRD .     DECL  EXPRD
            DECLINED        READY ONBRD LINK  BLOCK BLOCK READY ONBRD .     .     LINK  .     .
            EXPIRED         READY ONBRD LINK  BLOCK BLOCK READY ONBRD .     .     LINK  DECL  .
            BLOCKED         READY ONBRD LINK  .     .     READY ONBRD .     .     .     .     .
            ARCHIVED        READY ONBRD LINK  BLOCK BLOCK READY ONBRD .     .     .     .     .
            """;

    @Test
    void every_state_and_every_observation_lead_where_the_table_says() {
        List<String> lines = new ArrayList<>(EXPECTED.lines().toList());
        List<String> walked = new ArrayList<>();
        walked.add(lines.getFirst());
        for (ClientState state : ClientState.values()) {
            StringBuilder line = new StringBuilder("%-15s".formatted(state));
            for (Observation observation : Observation.values()) {
                line.append(' ').append("%-5s".formatted(shown(state, ClientTransitions.next(state, observation))));
            }
            walked.add(line.toString().strip());
        }

        assertThat(walked).isEqualTo(lines.stream().map(String::strip).toList());
    }

    @Test
    void every_state_but_new_is_reached_by_some_observation() {
        List<ClientState> reached = Arrays.stream(ClientState.values())
                .flatMap(state -> Arrays.stream(Observation.values())
                        .map(observation -> ClientTransitions.next(state, observation))
                        .filter(next -> next != state))
                .distinct()
                .toList();

        assertThat(reached)
                .containsExactlyInAnyOrder(Arrays.stream(ClientState.values())
                        .filter(state -> state != ClientState.NEW)
                        .toArray(ClientState[]::new));
    }

    private static String shown(ClientState from, ClientState to) {
        if (from == to) {
            return ".";
        }
        return switch (to) {
            case NEW -> "NEW";
            case ONBOARDING -> "ONBRD";
            case READY -> "READY";
            case RESIGN_REQUIRED -> "RESGN";
            case LINK_PENDING -> "LINK";
            case DECLINED -> "DECL";
            case EXPIRED -> "EXPRD";
            case BLOCKED -> "BLOCK";
            case ARCHIVED -> "ARCHI";
        };
    }
}
