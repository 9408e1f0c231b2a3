package dev.recoup.load.ingest;

import dev.recoup.testing.infra.PostgresServer.Database;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** How webhook-ingest-service is set up to be measured: one subscription with a secret of ours, nobody at Debitura. */
final class IngestSettings {

    /** Where its webhooks go. */
    static final String PATH = "/webhooks/debitura/bench";

    private static final String SUBSCRIPTION = "recoup.ingest.subscriptions.bench.";
    private static final String NOBODY = "http://127.0.0.1:9";

    private IngestSettings() {}

    static Map<String, String> of(Backing backing, Database database, byte[] secret) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        settings.put("quarkus.datasource.username", database.username());
        settings.put("quarkus.datasource.password", database.password());
        settings.put("quarkus.oidc.auth-server-url", backing.issuerUrl());
        settings.put("recoup.environment", "test");
        settings.put("recoup.debitura.referral-url", NOBODY);
        settings.put("recoup.debitura.customer-url", NOBODY);
        settings.put("recoup.debitura.api-key", "none");
        settings.put(SUBSCRIPTION + "mode", "live");
        settings.put(SUBSCRIPTION + "secret", Base64.getEncoder().encodeToString(secret));
        return settings;
    }
}
