package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.clients.Doorway;
import dev.recoup.sandbox.clients.FirstCases;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.coverage.Catalogue;
import dev.recoup.sandbox.signing.Paperwork;
import dev.recoup.sandbox.time.VirtualClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The door for cases that come inside {@code POST /clients} (guide 6.4 and 6.6). */
public final class Intake implements FirstCases {

    private final Cases cases;
    private final CaseEvents events;
    private final Catalogue catalogue;
    private final VirtualClock clock;
    private final CaseViews views;

    /** Opens the door. */
    public Intake(Cases cases, CaseEvents events, Catalogue catalogue, VirtualClock clock, Paperwork paperwork) {
        this.cases = cases;
        this.events = events;
        this.catalogue = catalogue;
        this.clock = clock;
        this.views = new CaseViews(paperwork);
    }

    @Override
    public Map<String, List<String>> check(List<JsonNode> requests) {
        Map<String, List<String>> errors = new LinkedHashMap<>();
        Set<String> references = new HashSet<>();
        for (int index = 0; index < requests.size(); index++) {
            String prefix = "Cases[" + index + "].";
            JsonNode request = requests.get(index);
            CaseRules.check(request, Optional.empty(), catalogue, clock.now())
                    .forEach((field, messages) -> errors.put(prefix + pascal(field), messages));
            if (Json.text(request, "creditorReference")
                    .filter(text -> !references.add(text))
                    .isPresent()) {
                errors.put(prefix + "CreditorReference", List.of("Is there twice"));
            }
        }
        return errors;
    }

    private static String pascal(String field) {
        return Arrays.stream(field.split("\\."))
                .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                .collect(Collectors.joining("."));
    }

    @Override
    public ObjectNode create(Link link, List<JsonNode> requests) {
        List<CollectionCase> created = new ArrayList<>();
        ArrayNode failed = Json.array();
        for (int index = 0; index < requests.size(); index++) {
            switch (submit(link, requests.get(index))) {
                case Submission.Accepted(CollectionCase accepted) -> created.add(accepted);
                case Submission.Refused refused -> {
                    Submission.Problem problem = refused.problems().getFirst();
                    failed.add(failure(index, requests.get(index), problem.type(), problem.message()));
                }
            }
        }
        ObjectNode results = Json.object();
        results.set("successfulCases", Json.array(created, found -> views.full(found, new Doorway.WhiteLabel(link))));
        results.set("failedCases", failed);
        return results;
    }

    @Override
    public ObjectNode refuseRepetition(List<JsonNode> requests) {
        ObjectNode results = Json.object();
        results.putArray("successfulCases");
        ArrayNode failed = results.putArray("failedCases");
        for (int index = 0; index < requests.size(); index++) {
            failed.add(
                    failure(index, requests.get(index), "IdempotencyViolation", "The client existed before this call"));
        }
        return results;
    }

    @Override
    public void replay(Link link, List<JsonNode> requests) {
        for (JsonNode request : requests) {
            if (cases.blocksReplay(link, request)) {
                events.replayFailed(link, request, "MissingKycVerification");
            } else if (submit(link, request) instanceof Submission.Refused refused) {
                events.replayFailed(link, request, refused.problems().getFirst().type());
            }
        }
    }

    private Submission submit(Link link, JsonNode request) {
        CollectionCase.Origin origin = new CollectionCase.Origin(CollectionCase.Via.ONBOARDING, Optional.empty());
        return cases.submit(new Doorway.WhiteLabel(link), request, origin, Admission.OpenContracts.WAIT);
    }

    private static ObjectNode failure(int index, JsonNode request, String type, String message) {
        return Json.object()
                .put("caseIndex", index)
                .put(
                        "creditorReference",
                        Json.text(request, "creditorReference").orElse(null))
                .put("errorType", type)
                .put("errorMessage", message)
                .putNull("validationErrors")
                .putNull("signingHandoff");
    }
}
