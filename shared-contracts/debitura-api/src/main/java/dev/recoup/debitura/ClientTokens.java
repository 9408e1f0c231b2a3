package dev.recoup.debitura;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.recoup.debitura.limits.LimitsConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClientException;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.Tokens;
import io.quarkus.oidc.client.runtime.OidcClientConfig;
import io.quarkus.oidc.client.runtime.OidcClientConfig.Grant;
import io.quarkus.oidc.client.runtime.TokensHelper;
import io.smallrye.mutiny.TimeoutException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;

/**
 * Tokens for the Customer API, one per client (guide 3.2). One OIDC client mints for all of them; a bounded cache keeps
 * what was minted, so that many clients do not mean many connections. Parallel callers of one client share one mint.
 */
@Singleton
class ClientTokens {

    private static final Duration SLACK = Duration.ofSeconds(1);

    private final OidcClient minter;
    private final Cache<String, TokensHelper> byTenant;
    private final Duration patience;

    ClientTokens(OidcClients oidcClients, DebituraConfig config, LimitsConfig limits, MeterRegistry meters) {
        this.patience = config.connectTimeout()
                .plus(config.readTimeout())
                .plus(limits.backgroundWait())
                .plus(SLACK);
        this.minter = oidcClients.newClient(minting(config)).await().atMost(patience);
        this.byTenant = Caffeine.newBuilder()
                .maximumSize(config.tokens().maximumClients())
                .build();
        Gauge.builder("recoup.debitura.tokens.cached", byTenant, Cache::estimatedSize)
                .description("Clients whose tokens are kept")
                .register(meters);
    }

    /** A minted token and where it came from. */
    record Token(TokensHelper source, String value) {

        String bearer() {
            return "Bearer " + value;
        }

        @Override
        public String toString() {
            return "Token[]";
        }
    }

    Token tokenFor(DebituraCall call) {
        var tenant = call.externalTenantId().orElseThrow();
        var source = byTenant.get(tenant, _ -> new TokensHelper());
        return new Token(source, minted(call, source, tenant).getAccessToken());
    }

    /** Forgets a refused token, unless a newer one has taken its place already. */
    void drop(DebituraCall call, Token refused) {
        byTenant.asMap().remove(call.externalTenantId().orElseThrow(), refused.source());
    }

    private Tokens minted(DebituraCall call, TokensHelper source, String tenant) {
        try {
            return source.getTokens(minter, TokenEndpoint.mintFor(tenant, call.lane()), false)
                    .await()
                    .atMost(patience);
        } catch (TokenEndpoint.MintRefused refused) {
            throw new DebituraException(call, refused.error());
        } catch (TimeoutException unanswered) {
            byTenant.asMap().remove(tenant, source);
            throw new DebituraException(call, new DebituraError.NotMinted(new DebituraError.AnswerLost()));
        } catch (OidcClientException failed) {
            throw new DebituraException(call, refusal(failed));
        }
    }

    /** The OIDC client wraps what went wrong before a mint was sent. */
    private static DebituraError refusal(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof TokenEndpoint.MintRefused refused) {
                return refused.error();
            }
        }
        return new DebituraError.NotMinted(new DebituraError.AnswerLost());
    }

    private static OidcClientConfig minting(DebituraConfig config) {
        return OidcClientConfig.authServerUrl(config.referralUrl().toString())
                .id(TokenEndpoint.CLIENT)
                .clientId(TokenEndpoint.CLIENT)
                .discoveryEnabled(false)
                .tokenPath("/oauth/token")
                .connectionTimeout(config.connectTimeout())
                .connectionRetryCount(1)
                .refreshTokenTimeSkew(config.tokens().renewBefore())
                .grant(Grant.Type.CLIENT)
                .build();
    }

    @PreDestroy
    void close() throws IOException {
        minter.close();
    }
}
