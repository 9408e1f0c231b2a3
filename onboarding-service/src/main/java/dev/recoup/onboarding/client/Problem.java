package dev.recoup.onboarding.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.recoup.events.EventJson;
import dev.recoup.events.refusals.Refusal;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * An error answer, {@code application/problem+json}.
 *
 * @param title short and the same for every error of its kind
 * @param status the HTTP status
 * @param detail what is wrong here, without personal data
 * @param refusals why a request was refused, by field; empty otherwise
 */
public record Problem(
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Refusal> refusals) {

    /** No such client, or none that the caller may see. */
    public static Response unknownClient() {
        return new Problem("Unknown client", 404, "There is no client with this externalTenantId.", List.of())
                .response();
    }

    /** The request contradicts itself or is not JSON. */
    public static Response badRequest(String detail) {
        return new Problem("Bad request", 400, detail, List.of()).response();
    }

    /** The request was refused. */
    public static Response refused(List<Refusal> reasons) {
        return new Problem("Request refused", 422, "The request was refused; refusals names every reason.", reasons)
                .response();
    }

    private Response response() {
        return Response.status(status)
                .type("application/problem+json")
                .entity(EventJson.write(this))
                .build();
    }
}
