package dev.recoup.messaging.caller;

import dev.recoup.messaging.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who makes the current call: a token with a {@code tenant} claim sees that client's things only. */
@RequestScoped
public class Caller {

    private static final String TENANT = "tenant";

    private final SecurityIdentity identity;

    @Inject
    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Returns the token's {@code upn}, else its {@code preferred_username}, else its subject. */
    public String name() {
        return identity.getPrincipal().getName();
    }

    /** Returns the one client that the token is limited to, by externalTenantId; empty when it is not limited. */
    public Optional<String> onlyTenant() {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? Optional.ofNullable(token.<Object>getClaim(TENANT)).map(Object::toString)
                : Optional.empty();
    }

    /** Says whether the caller may know of this client; if not, it is to the caller as if there were none. */
    public boolean sees(String externalTenantId) {
        return onlyTenant().map(externalTenantId::equals).orElse(true);
    }

    /**
     * Demands a token that is not limited to one client.
     *
     * @throws WebApplicationException with a problem (403) otherwise
     */
    public void requireAllClients() {
        if (onlyTenant().isPresent()) {
            throw Problem.exception(
                    Status.FORBIDDEN, "This concerns all clients; the token is limited to one of them.");
        }
    }
}
