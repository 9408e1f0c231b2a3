package dev.recoup.messaging.problem;

import dev.recoup.messaging.FaultCode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Answers failures that nobody expected, and logs them without their texts, which may quote personal data. */
@Provider
class UnexpectedFailures implements ExceptionMapper<Exception> {

    private static final Logger LOG = Logger.getLogger(UnexpectedFailures.class);

    @Override
    public Response toResponse(Exception failure) {
        return switch (failure) {
            case WebApplicationException meant -> meant.getResponse();
            case SQLException database ->
                logged(failure, Status.SERVICE_UNAVAILABLE, "The database does not answer. Try again.");
            default -> logged(failure, Status.INTERNAL_SERVER_ERROR, "The call failed; the log says where.");
        };
    }

    private static Response logged(Exception failure, Status status, String detail) {
        LOG.errorf("A call failed: %s", FaultCode.of(failure));
        return Problem.answer(status, detail);
    }
}
