package dev.recoup.onboarding.client;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who calls: a token with a {@code tenant} claim sees that client only. */
@RequestScoped
public class Caller {

    private final JsonWebToken token;

    @Inject
    Caller(JsonWebToken token) {
        this.token = token;
    }

    /** Whether the caller may know of this client; if not, it is to the caller as if there were none. */
    public boolean sees(String externalTenantId) {
        Object tenant = token.getClaim("tenant");
        return tenant == null || tenant.toString().equals(externalTenantId);
    }
}
