package dev.recoup.debitura;

import dev.recoup.debitura.limits.Lane;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.MDC;

/**
 * One call, as errors and metrics name it.
 *
 * @param api which of the two APIs
 * @param operation the {@code operationId} in the OpenAPI documents
 * @param externalTenantId the client it is about
 * @param caseId the case it is about
 * @param correlationId the correlation id of the work that makes it
 * @param lane what it is for
 */
record DebituraCall(
        Api api,
        String operation,
        Optional<String> externalTenantId,
        Optional<String> caseId,
        Optional<String> correlationId,
        Lane lane) {

    /** What an operation is for unless its caller says otherwise; whatever is not here serves somebody who waits. */
    private static final Map<String, Lane> USUAL_LANES = Map.ofEntries(
            Map.entry("createCase", Lane.SUBMISSION),
            Map.entry("getCaseByCreditorReference", Lane.SUBMISSION),
            Map.entry("createClient", Lane.SUBMISSION),
            Map.entry("withdrawClient", Lane.SUBMISSION),
            Map.entry("getMe", Lane.REFRESH),
            Map.entry("getClient", Lane.REFRESH),
            Map.entry("getCase", Lane.REFRESH),
            Map.entry("listCasePayments", Lane.REFRESH),
            Map.entry("listWebhooks", Lane.REFRESH),
            Map.entry("getWebhook", Lane.REFRESH),
            Map.entry("createWebhook", Lane.REFRESH),
            Map.entry("updateWebhook", Lane.REFRESH),
            Map.entry("deleteWebhook", Lane.REFRESH),
            Map.entry("listClients", Lane.RECONCILE),
            Map.entry("listCases", Lane.RECONCILE),
            Map.entry("listPayments", Lane.RECONCILE),
            Map.entry("listWebhookEvents", Lane.RECONCILE),
            Map.entry("listTransactions", Lane.IMPORT));

    /** The two APIs, as metrics name them. */
    enum Api {
        REFERRAL,
        CUSTOMER
    }

    static DebituraCall referral(String operation) {
        return call(Api.REFERRAL, operation, Optional.empty());
    }

    static DebituraCall customer(String operation, String tenant) {
        return call(Api.CUSTOMER, operation, Optional.of(tenant));
    }

    private static DebituraCall call(Api api, String operation, Optional<String> tenant) {
        var lane = Lane.current().orElseGet(() -> USUAL_LANES.getOrDefault(operation, Lane.INTERACTIVE));
        return new DebituraCall(api, operation, tenant, Optional.empty(), currentCorrelationId(), lane);
    }

    DebituraCall forClient(String tenant) {
        return new DebituraCall(api, operation, Optional.of(tenant), caseId, correlationId, lane);
    }

    DebituraCall forCase(Object id) {
        return new DebituraCall(api, operation, externalTenantId, Optional.of(id.toString()), correlationId, lane);
    }

    private static Optional<String> currentCorrelationId() {
        return Optional.ofNullable(MDC.get("correlationId")).map(Object::toString);
    }

    @Override
    public String toString() {
        return operation
                + externalTenantId.map(id -> " for client " + id).orElse("")
                + caseId.map(id -> " for case " + id).orElse("");
    }
}
