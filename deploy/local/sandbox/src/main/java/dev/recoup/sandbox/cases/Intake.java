package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.clients.Doorway;
import dev.recoup.sandbox.clients.FirstCases;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.contract.Faults;
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

    /** Under this name a trouble is ordered for the next case that comes inside a call. */
    private static final String FIRST_CASE = "firstCase";

    private final Cases cases;
    private final CaseEvents events;
    private final Catalogue catalogue;
    private final VirtualClock clock;
    private final CaseViews views;
    private final Faults faults;

    /** Opens the door. */
    public Intake(
            Cases cases,
            CaseEvents events,
            Catalogue catalogue,
            VirtualClock clock,
            Paperwork paperwork,
            Faults faults) {
        this.faults = faults;
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
            switch (create(link, requests.get(index))) {
                case Created(CollectionCase found) -> created.add(found);
                case Failed failure -> failed.add(view(index, requests.get(index), failure));
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
            Failed repeated = new Failed("IdempotencyViolation", "The client existed before this call");
            failed.add(view(index, requests.get(index), repeated));
        }
        return results;
    }

    @Override
    public void replay(Link link, List<JsonNode> requests) {
        for (JsonNode request : requests) {
            if (cases.blocksReplay(link, request)) {
                events.replayFailed(link, request, "MissingKycVerification");
            } else if (create(link, request) instanceof Failed failure) {
                events.replayFailed(link, request, failure.type());
            }
        }
    }

    /** What becomes of one case that came inside the call. */
    private sealed interface Result {}

    private record Created(CollectionCase found) implements Result {}

    private record Failed(String type, String message, Map<String, List<String>> errors) implements Result {

        Failed(String type, String message) {
            this(type, message, Map.of());
        }
    }

    /** Who is on the team is known only now, so that an assigned user is looked for here (guide 6.3 and 8). */
    private Result create(Link link, JsonNode request) {
        if (faults.take(FIRST_CASE).isPresent()) {
            return new Failed("UnexpectedError", "Something went wrong");
        }
        Map<String, List<String>> errors =
                CaseRules.check(request, Optional.of(link.account()), catalogue, clock.now());
        if (!errors.isEmpty()) {
            return new Failed("ValidationError", "The case has wrong fields", errors);
        }
        CollectionCase.Origin origin = new CollectionCase.Origin(CollectionCase.Via.ONBOARDING, Optional.empty());
        return switch (cases.submit(new Doorway.WhiteLabel(link), request, origin, Admission.OpenContracts.WAIT)) {
            case Submission.Accepted(CollectionCase accepted) -> new Created(accepted);
            case Submission.Refused refused -> {
                Submission.Problem problem = refused.problems().getFirst();
                yield new Failed(problem.type(), problem.message());
            }
        };
    }

    private static ObjectNode view(int index, JsonNode request, Failed failure) {
        ObjectNode errors = Json.object();
        failure.errors().forEach((field, messages) -> errors.set(field, Json.texts(messages)));
        ObjectNode view = Json.object()
                .put("caseIndex", index)
                .put(
                        "creditorReference",
                        Json.text(request, "creditorReference").orElse(null))
                .put("errorType", failure.type())
                .put("errorMessage", failure.message())
                .putNull("validationErrors")
                .putNull("signingHandoff");
        return errors.isEmpty() ? view : view.set("validationErrors", errors);
    }
}
