package dev.recoup.debitura;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.recoup.debitura.limits.BudgetExhausted;
import dev.recoup.debitura.limits.CallBudget;
import dev.recoup.debitura.limits.Lane;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcRequestFilter;
import io.quarkus.oidc.common.OidcResponseFilter;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.io.Serial;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Speaks Debitura's token endpoint (guide 3.2), which is not OAuth on the wire: JSON in and out, the partner's key
 * instead of client credentials. Answers are turned into what the OIDC client expects, refusals into typed errors.
 */
@Singleton
@Unremovable
@OidcEndpoint(OidcEndpoint.Type.TOKEN)
class TokenEndpoint implements OidcRequestFilter, OidcResponseFilter {

    /** Names the OIDC client that mints; other OIDC clients of a service pass through untouched. */
    static final String CLIENT = "debitura";

    private static final String TENANT = "externalTenantId";
    private static final String LANE = "lane";

    private static final String CLIENT_ID_PROPERTY = "client-id";
    private static final String TENANT_PROPERTY = "debitura.tenant";
    private static final String STARTED_PROPERTY = "debitura.started";

    private final DebituraConfig config;
    private final DebituraTransport transport;
    private final CallBudget budget;

    TokenEndpoint(DebituraConfig config, DebituraTransport transport, CallBudget budget) {
        this.config = config;
        this.transport = transport;
        this.budget = budget;
    }

    /** The grant parameters that say for which client to mint, and what the token is wanted for. */
    static Map<String, String> mintFor(String tenant, Lane lane) {
        return Map.of(TENANT, tenant, LANE, lane.name());
    }

    /** A mint that brought no token. */
    static final class MintRefused extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        private final transient DebituraError error;

        MintRefused(DebituraError error) {
            super("no token: " + error);
            this.error = error;
        }

        DebituraError error() {
            return error;
        }
    }

    /** Older examples call the parts as OAuth does (guide 3.2). */
    private record Minted(
            @JsonAlias("access_token") String accessToken,
            @JsonAlias("expires_in") Long expiresIn,
            @JsonAlias("external_tenant_id") String externalTenantId) {}

    @Override
    public Uni<Void> filter(OidcRequestFilterContext context) {
        if (!CLIENT.equals(context.contextProperties().getString(CLIENT_ID_PROPERTY))) {
            return Uni.createFrom().voidItem();
        }
        var grant = new QueryStringDecoder(context.requestBody().toString(), false).parameters();
        var lane = Lane.valueOf(grant.get(LANE).getFirst());
        return Uni.createFrom()
                .completionStage(() -> budget.request(lane))
                .onFailure(BudgetExhausted.class)
                .transform(exhausted -> new MintRefused(new DebituraError.NotMinted(
                        new DebituraError.RateLimited(((BudgetExhausted) exhausted).retryAfter()))))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> ask(context, grant.get(TENANT).getFirst()));
    }

    private void ask(OidcRequestFilterContext context, String tenant) {
        context.contextProperties().put(TENANT_PROPERTY, tenant).put(STARTED_PROPERTY, System.nanoTime());
        context.request().getDelegate().as(new LimitedBody(config.maximumAnswerBytes()));
        context.request()
                .timeout(config.readTimeout().toMillis())
                .putHeader(DebituraClients.KEY_HEADER, config.apiKey())
                .putHeader(HttpHeaders.CONTENT_TYPE.toString(), MediaType.APPLICATION_JSON)
                .putHeader(HttpHeaders.ACCEPT.toString(), MediaType.APPLICATION_JSON)
                .headers()
                .remove(HttpHeaders.AUTHORIZATION.toString());
        context.requestBody(Buffer.buffer(DebituraJson.bytes(Map.of(TENANT, tenant))));
    }

    @Override
    public Uni<Void> filter(OidcResponseFilterContext context) {
        if (!CLIENT.equals(context.requestProperties().getString(CLIENT_ID_PROPERTY))) {
            return Uni.createFrom().voidItem();
        }
        String tenant = context.requestProperties().get(TENANT_PROPERTY);
        long started = context.requestProperties().get(STARTED_PROPERTY);
        var call = DebituraCall.referral("createAccessToken").forClient(tenant);
        var body = Optional.ofNullable(context.responseBody())
                .map(Buffer::getBytes)
                .orElseGet(() -> new byte[0]);
        if (context.statusCode() != 200) {
            var error = ErrorReader.read(
                    context.statusCode(),
                    body,
                    Optional.ofNullable(context.responseHeaders().get(HttpHeaders.RETRY_AFTER)));
            transport.record(call, Optional.of(error), System.nanoTime() - started);
            return Uni.createFrom().failure(new MintRefused(meaning(error)));
        }
        var minted = DebituraJson.<Minted>read(body, DebituraJson.type(Minted.class))
                .filter(token -> token.accessToken() != null && isFor(tenant, token));
        if (minted.isEmpty()) {
            var error = new DebituraError.UnreadableAnswer(200);
            transport.record(call, Optional.of(error), System.nanoTime() - started);
            return Uni.createFrom().failure(new MintRefused(new DebituraError.NotMinted(error)));
        }
        transport.record(call, Optional.empty(), System.nanoTime() - started);
        context.responseBody(Buffer.buffer(DebituraJson.bytes(asOidc(minted.get()))));
        return Uni.createFrom().voidItem();
    }

    private static DebituraError meaning(DebituraError.Answered error) {
        return error.status() == 404
                ? new DebituraError.ClientNotLinked(DebituraError.ClientNotLinked.Evidence.MINT_NOT_FOUND)
                : new DebituraError.NotMinted(error);
    }

    /** A token that says it is for somebody else is never used. */
    private static boolean isFor(String tenant, Minted token) {
        return token.externalTenantId() == null || token.externalTenantId().equals(tenant);
    }

    private static Map<String, Object> asOidc(Minted token) {
        var oidc = new HashMap<String, Object>();
        oidc.put("access_token", token.accessToken());
        if (token.expiresIn() != null) {
            oidc.put("expires_in", token.expiresIn());
        }
        return oidc;
    }
}
