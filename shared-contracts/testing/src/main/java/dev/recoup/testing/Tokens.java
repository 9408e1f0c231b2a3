package dev.recoup.testing;

import dev.recoup.testing.infra.DevelopmentIssuer;

/**
 * Bearer tokens that the service under test accepts.
 *
 * @param issuer who signs them
 */
public record Tokens(DevelopmentIssuer issuer) {

    /**
     * A token that sees every client.
     *
     * @param roles what its bearer may do, such as {@code collections-read}
     * @return the value of an Authorization header, {@code Bearer} included
     */
    public String bearer(String... roles) {
        return "Bearer " + issuer.token(roles);
    }

    /**
     * A token that sees one client only.
     *
     * @param tenant the client's externalTenantId
     * @param roles what its bearer may do
     * @return the value of an Authorization header, {@code Bearer} included
     */
    public String bearerForTenant(String tenant, String... roles) {
        return "Bearer " + issuer.tokenForTenant(tenant, roles);
    }
}
