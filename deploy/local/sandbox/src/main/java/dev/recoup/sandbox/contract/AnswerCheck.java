package dev.recoup.sandbox.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds the sandbox' own answers against their document: one that breaks it becomes a 500 and a violation. */
final class AnswerCheck {

    /** Statuses that any operation may answer although few list them: model binding, credentials, rate, the sandbox. */
    private static final Set<Integer> UNLISTED = Set.of(400, 401, 429, 501);

    private final Violations violations;
    private final Schema fieldErrors;
    private final Schema problemDetails;

    AnswerCheck(ApiDocument document, Violations violations) {
        this.violations = violations;
        this.fieldErrors = document.schema("FieldErrors");
        this.problemDetails = document.schema("ProblemDetails");
    }

    /** Returns the answer, or what is answered instead of one that breaks its document. */
    Answer checked(Operation operation, Answer answer) {
        List<Breach> breaches = breachesOf(operation, answer);
        if (breaches.isEmpty()) {
            return answer;
        }
        violations.add(operation.qualifiedId(), Side.ANSWER, answer.status() + " " + breaches);
        return Answer.error(500, "ContractBroken", "The sandbox's own answer breaks the contract: " + breaches);
    }

    private List<Breach> breachesOf(Operation operation, Answer answer) {
        Optional<Schema> schema = operation.answers().getOrDefault(answer.status(), Optional.empty());
        if (!operation.answers().containsKey(answer.status())) {
            return UNLISTED.contains(answer.status()) || answer.status() >= 500
                    ? List.of()
                    : List.of(new Breach("", Breach.Kind.TYPE, "the status is not documented"));
        }
        if (answer.body().isEmpty()) {
            return schema.isEmpty() || answer.status() == 401
                    ? List.of()
                    : List.of(new Breach("", Breach.Kind.TYPE, "the documented body is missing"));
        }
        if (answer.status() == 400 && isBindingRefusal(answer.body().get())) {
            return List.of();
        }
        return schema.map(documented -> documented.check(answer.body().get(), Side.ANSWER))
                .orElseGet(() -> List.of(new Breach("", Breach.Kind.TYPE, "a body is not documented")));
    }

    /** Model binding answers before an operation begins, in shapes that few operations list (guide 22.1). */
    private boolean isBindingRefusal(JsonNode body) {
        return fieldErrors.check(body, Side.ANSWER).isEmpty()
                || problemDetails.check(body, Side.ANSWER).isEmpty();
    }
}
