package dev.recoup.debitura;

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
 */
record DebituraCall(
        Api api,
        String operation,
        Optional<String> externalTenantId,
        Optional<String> caseId,
        Optional<String> correlationId) {

    /** The two APIs, as metrics name them. */
    enum Api {
        REFERRAL,
        CUSTOMER
    }

    static DebituraCall referral(String operation) {
        return new DebituraCall(Api.REFERRAL, operation, Optional.empty(), Optional.empty(), currentCorrelationId());
    }

    static DebituraCall customer(String operation, String tenant) {
        return new DebituraCall(Api.CUSTOMER, operation, Optional.of(tenant), Optional.empty(), currentCorrelationId());
    }

    DebituraCall forClient(String tenant) {
        return new DebituraCall(api, operation, Optional.of(tenant), caseId, correlationId);
    }

    DebituraCall forCase(Object id) {
        return new DebituraCall(api, operation, externalTenantId, Optional.of(id.toString()), correlationId);
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
