package dev.recoup.debitura;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** Builds the REST clients of the two APIs from {@link DebituraConfig}; every request passes one filter per API. */
class DebituraClients {

    static final String KEY_HEADER = "XApiKey";

    @Produces
    @Singleton
    ReferralApi referralApi(DebituraConfig config, Vertx vertx) {
        return builder(config, vertx, config.referralUrl())
                .register(new ReferralCredentials(config.apiKey()))
                .build(ReferralApi.class);
    }

    @Produces
    @Singleton
    CustomerApi customerApi(DebituraConfig config, Vertx vertx) {
        return builder(config, vertx, config.customerUrl())
                .register(new CustomerCredentials())
                .build(CustomerApi.class);
    }

    private static QuarkusRestClientBuilder builder(DebituraConfig config, Vertx vertx, URI base) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(base)
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .userAgent("recoup")
                .register(new AnswerLimits(vertx, config.readTimeout(), config.maximumAnswerBytes()))
                .property("microprofile.rest.client.disable.default.mapper", true);
    }

    /** Referral calls carry the partner's key and no bearer token. */
    static final class ReferralCredentials implements ClientRequestFilter {

        private final String apiKey;

        ReferralCredentials(String apiKey) {
            this.apiKey = apiKey;
        }

        @Override
        public void filter(ClientRequestContext request) {
            request.getHeaders().remove(HttpHeaders.AUTHORIZATION);
            request.getHeaders().putSingle(KEY_HEADER, apiKey);
        }
    }

    /** Customer calls carry a minted bearer token and never the partner's key. */
    static final class CustomerCredentials implements ClientRequestFilter {

        @Override
        public void filter(ClientRequestContext request) {
            request.getHeaders().remove(KEY_HEADER);
        }
    }
}
