package dev.recoup.sandbox.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What happens to the cases that come with {@code POST /clients} (guide 6.4). */
public interface FirstCases {

    /** Checks all of them before anything is created; keys look like {@code Cases[0].Debtor.City}. */
    Map<String, List<String>> check(List<JsonNode> requests);

    /** Creates those that can be, in pending signing while the agreement is open; returns {@code caseResults}. */
    ObjectNode create(Link link, List<JsonNode> requests);

    /** Refuses all because the client existed already; returns {@code caseResults}. */
    ObjectNode refuseRepetition(List<JsonNode> requests);

    /** Creates the stored cases of an approved link request; failures become {@code cases.replay_failed}. */
    void replay(Link link, List<JsonNode> requests);
}
