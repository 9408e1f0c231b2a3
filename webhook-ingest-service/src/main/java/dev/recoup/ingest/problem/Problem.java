package dev.recoup.ingest.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/**
 * The body of every error answer (RFC 9457, {@code application/problem+json}).
 *
 * @param type always {@code about:blank}: the status says which kind of problem it is
 * @param title the status' reason phrase
 * @param status the HTTP status
 * @param detail what is wrong and what to do, without secrets or personal data
 */
public record Problem(String type, String title, int status, String detail) {

    private static final String MEDIA_TYPE = "application/problem+json";

    /** Makes an answer with the given status and detail. */
    public static Response.ResponseBuilder answer(Status status, String detail) {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .entity(new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), detail));
    }
}
