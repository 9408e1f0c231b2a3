package dev.recoup.messaging.problem;

import dev.recoup.messaging.FaultCode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;

/** Answers failures that nobody expected, and logs them without their texts, which may quote personal data. */
@Provider
class UnexpectedFailures implements ExceptionMapper<Exception> {

    private static final Logger LOG = Logger.getLogger(UnexpectedFailures.class);

    @Override
    public Response toResponse(Exception failure) {
        if (failure instanceof WebApplicationException meant) {
            return meant.getResponse();
        }
        FailureKind kind = FailureKind.of(failure);
        LOG.logf(
                kind == FailureKind.VALUE ? Logger.Level.WARN : Logger.Level.ERROR,
                "A call failed: %s",
                FaultCode.of(failure));
        return Problem.answer(kind.status(), kind.detail());
    }
}
