package dev.recoup.cases.status;

import dev.recoup.events.EventJson;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** An error answer (RFC 9457). */
record Problem(String title, int status, String detail) {
    private static final MediaType PROBLEM_JSON = new MediaType("application", "problem+json");

    static Response notFound(String detail) {
        Problem problem = new Problem("Not Found", Response.Status.NOT_FOUND.getStatusCode(), detail);
        return Response.status(problem.status())
                .type(PROBLEM_JSON)
                .entity(EventJson.write(problem))
                .build();
    }
}
