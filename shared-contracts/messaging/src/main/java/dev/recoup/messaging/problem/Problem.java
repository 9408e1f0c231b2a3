package dev.recoup.messaging.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.recoup.events.EventJson;
import dev.recoup.events.refusals.Refusal;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.StatusType;
import java.util.List;

/**
 * The body of every error answer (RFC 9457, {@code application/problem+json}).
 *
 * @param type always {@code about:blank}: the status says which kind of problem it is
 * @param title the status' reason phrase
 * @param status the HTTP status
 * @param detail what is wrong and what to do, without secrets or personal data
 * @param refusals why a request was refused, by field; left out where there are none
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Refusal> refusals) {

    /** The media type of problems. */
    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    private static final String UNPROCESSABLE = "Unprocessable Content";

    /** Copies the refusals. */
    public Problem {
        refusals = List.copyOf(refusals);
    }

    /** Makes a problem with the given status and detail. */
    public static Problem of(StatusType status, String detail) {
        return of(status.getReasonPhrase(), status.getStatusCode(), detail, List.of());
    }

    /** Makes an answer with the given status and detail. */
    public static Response answer(StatusType status, String detail) {
        return answer(of(status, detail));
    }

    /** Makes the answer to a request that is refused for reasons of the catalogue (422). */
    public static Response refused(List<Refusal> refusals) {
        return answer(of(UNPROCESSABLE, 422, "The request was refused; refusals names every reason.", refusals));
    }

    /** Makes the answer to a request that is understood but cannot be followed (422). */
    public static Response unprocessable(String detail) {
        return answer(of(UNPROCESSABLE, 422, detail, List.of()));
    }

    /** Makes an exception that ends the call with the given answer. */
    public static WebApplicationException exception(StatusType status, String detail) {
        return new WebApplicationException(answer(status, detail));
    }

    private static Problem of(String title, int status, String detail, List<Refusal> refusals) {
        return new Problem("about:blank", title, status, detail, refusals);
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status())
                .type(MEDIA_TYPE)
                .entity(EventJson.write(problem))
                .build();
    }
}
