package dev.recoup.onboarding.client;

import dev.recoup.messaging.problem.Problem;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/** What is said of a client that does not exist or that the caller may not see: to the caller both are the same. */
public final class UnknownClient {

    private UnknownClient() {}

    /** Makes the answer, a problem (404). */
    public static Response answer() {
        return Problem.answer(Status.NOT_FOUND, "There is no client with this externalTenantId.");
    }
}
