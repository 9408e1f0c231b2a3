package dev.recoup.sandbox.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of the API before it is written.
 *
 * @param status HTTP status
 * @param body JSON body, empty for an answer without one
 */
public record Answer(int status, Optional<JsonNode> body) {

    /** Returns an answer with a body. */
    public static Answer of(int status, JsonNode body) {
        return new Answer(status, Optional.of(body));
    }

    /** Returns a 200 with a body. */
    public static Answer ok(JsonNode body) {
        return of(200, body);
    }

    /** Returns an answer without a body. */
    public static Answer empty(int status) {
        return new Answer(status, Optional.empty());
    }

    /** Returns Debitura's common error body (guide 22.1, shape 1). */
    public static Answer error(int status, String label, String message) {
        ObjectNode body = Json.object().put("error", label).put("message", message);
        body.putArray("businessErrors");
        return of(status, body);
    }

    /** Returns a 404 in Debitura's common error body. */
    public static Answer notFound(String what) {
        return error(404, "NotFound", what + " was not found");
    }

    /** Returns a 422 with one business error and no link to solve it (guide 22.1, shape 2). */
    public static Answer businessError(String type, String message) {
        ObjectNode body = Json.object();
        body.putArray("businessErrors")
                .addObject()
                .put("type", type)
                .put("message", message)
                .putNull("solutionUrl");
        return of(422, body);
    }

    /** Returns a 400 whose body maps fields to messages (guide 22.1, shape 3). */
    public static Answer fieldErrors(Map<String, List<String>> errors) {
        ObjectNode body = Json.object();
        errors.forEach((field, messages) -> body.set(field, Json.texts(messages)));
        return of(400, body);
    }

    /** Returns a problem-details body (guide 22.1, shape 4). */
    public static Answer problem(int status, String title, String detail) {
        return of(
                status,
                Json.object()
                        .put("type", "about:blank")
                        .put("title", title)
                        .put("status", status)
                        .put("detail", detail));
    }
}
