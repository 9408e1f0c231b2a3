package dev.recoup.messaging.audit;

import dev.recoup.events.Environment;
import dev.recoup.messaging.FaultCode;
import dev.recoup.messaging.caller.Caller;
import dev.recoup.messaging.problem.FailureKind;
import dev.recoup.messaging.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.sql.SQLException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/** Does what {@link Audited} says, outside of any transaction of the method. */
@Audited("")
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class AuditInterceptor {

    private static final Logger LOG = Logger.getLogger(AuditInterceptor.class);
    private static final int LONGEST_PATH = 2000;

    private final AuditTrail trail;
    private final Caller caller;
    private final HttpHeaders headers;
    private final UriInfo address;
    private final Environment environment;

    @Inject
    AuditInterceptor(
            AuditTrail trail,
            Caller caller,
            HttpHeaders headers,
            UriInfo address,
            @ConfigProperty(name = "recoup.environment") Environment environment) {
        this.trail = trail;
        this.caller = caller;
        this.headers = headers;
        this.address = address;
        this.environment = environment;
    }

    @AroundInvoke
    Object audit(InvocationContext call) throws Exception {
        long entry = begin(call);
        try {
            Object answer = call.proceed();
            end(entry, new AuditEntry.End(status(answer), Optional.empty(), location(answer)));
            return answer;
        } catch (WebApplicationException refused) {
            end(entry, AuditEntry.End.with(refused.getResponse().getStatus()));
            throw refused;
        } catch (Exception | Error failure) {
            int status = FailureKind.of(failure).status().getStatusCode();
            end(entry, new AuditEntry.End(status, Optional.of(FaultCode.of(failure)), Optional.empty()));
            throw failure;
        }
    }

    private long begin(InvocationContext call) {
        Reason reason = Reason.of(headers);
        String action = call.getInterceptorBinding(Audited.class).value();
        try {
            return trail.begin(new AuditEntry.Call(caller.name(), action, path(), reason, environment));
        } catch (SQLException notNoted) {
            LOG.warnf("%s was not made, because it could not be noted: %s", action, FaultCode.of(notNoted));
            throw Problem.exception(
                    Status.SERVICE_UNAVAILABLE, "Nothing was done, because the call could not be noted. Try again.");
        }
    }

    /** The call was made: whatever the trail does now, its answer stands. */
    private void end(long entry, AuditEntry.End end) {
        try {
            trail.end(entry, end);
        } catch (SQLException notNoted) {
            LOG.errorf(
                    "The end of audited call %d (%d) was not noted: %s", entry, end.status(), FaultCode.of(notNoted));
        }
    }

    private String path() {
        return shortened(address.getRequestUri().getRawPath());
    }

    private static Optional<String> location(Object answer) {
        return answer instanceof Response response
                ? Optional.ofNullable(response.getLocation())
                        .map(URI::getRawPath)
                        .map(AuditInterceptor::shortened)
                : Optional.empty();
    }

    private static String shortened(String path) {
        return path.substring(0, Math.min(path.length(), LONGEST_PATH));
    }

    private static int status(Object answer) {
        return switch (answer) {
            case null -> Status.NO_CONTENT.getStatusCode();
            case Response response -> response.getStatus();
            case RestResponse<?> response -> response.getStatus();
            default -> Status.OK.getStatusCode();
        };
    }
}
