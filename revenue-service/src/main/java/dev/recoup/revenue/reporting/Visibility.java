package dev.recoup.revenue.reporting;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Whose figures the caller may see. */
@RequestScoped
class Visibility {

    private final SecurityIdentity identity;

    Visibility(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The one client that the caller's token is limited to; empty when it is not limited. */
    Optional<String> onlyTenant() {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? Optional.ofNullable(token.<Object>getClaim("tenant")).map(Object::toString)
                : Optional.empty();
    }
}
