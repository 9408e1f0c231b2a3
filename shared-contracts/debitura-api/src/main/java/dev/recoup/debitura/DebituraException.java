package dev.recoup.debitura;

import java.util.Optional;
import java.util.OptionalInt;

/** A call to Debitura that did not end as its caller could expect. Carries neither secrets nor bodies. */
public final class DebituraException extends RuntimeException {

    private final transient DebituraError error;
    private final String operation;
    private final String correlationId;
    private final String externalTenantId;
    private final String caseId;

    DebituraException(DebituraCall call, DebituraError error) {
        super("Debitura: " + call + " failed: " + error);
        this.error = error;
        this.operation = call.operation();
        this.correlationId = call.correlationId().orElse(null);
        this.externalTenantId = call.externalTenantId().orElse(null);
        this.caseId = call.caseId().orElse(null);
    }

    /**
     * What went wrong.
     *
     * @return the error, never null
     */
    public DebituraError error() {
        return error;
    }

    /**
     * Which operation failed.
     *
     * @return its {@code operationId} in the OpenAPI documents
     */
    public String operation() {
        return operation;
    }

    /**
     * The HTTP status, if Debitura answered with an error.
     *
     * @return 400 to 599 or empty
     */
    public OptionalInt status() {
        return error instanceof DebituraError.Answered answered
                ? OptionalInt.of(answered.status())
                : OptionalInt.empty();
    }

    /**
     * The correlation id of the work that made the call.
     *
     * @return the id from the logging context, if there was one
     */
    public Optional<String> correlationId() {
        return Optional.ofNullable(correlationId);
    }

    /**
     * The client the call was about.
     *
     * @return its external tenant id, if the call was about one
     */
    public Optional<String> externalTenantId() {
        return Optional.ofNullable(externalTenantId);
    }

    /**
     * The case the call was about.
     *
     * @return Debitura's case id, if the call was about one
     */
    public Optional<String> caseId() {
        return Optional.ofNullable(caseId);
    }
}
