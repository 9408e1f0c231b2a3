package dev.recoup.sandbox.cases;

import dev.recoup.sandbox.coverage.CollectionPartner;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What an agency offers for a case that the price list does not fit (guide, appendix A). */
public final class Quote {

    /** What became of an offer. */
    public enum Status {
        /** The creditor has not chosen. */
        OFFERED("Offered"),
        /** The creditor took it. */
        ACCEPTED("Accepted"),
        /** The creditor took another one. */
        DECLINED("Declined"),
        /** Nobody took it in time. */
        EXPIRED("Expired");

        private final String wireName;

        Status(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    /**
     * The terms of an offer; amounts are in its currency, the success fee is in percent.
     *
     * @param successFee what is charged on what is recovered
     * @param hourlyRate price of an hour
     * @param hourlyEstimated how many hours it may take
     * @param flatFee price of the whole
     * @param phase in which phase the agency would work
     * @param proposal what it would do
     */
    public record Terms(
            Optional<BigDecimal> successFee,
            Optional<BigDecimal> hourlyRate,
            Optional<BigDecimal> hourlyEstimated,
            Optional<BigDecimal> flatFee,
            EngagementPhase phase,
            String proposal) {

        /** Names the way in which the work is paid. */
        String agreementType() {
            boolean both = successFee.isPresent() && (hourlyRate.isPresent() || flatFee.isPresent());
            if (both) {
                return "Hybrid";
            }
            if (successFee.isPresent()) {
                return "SuccessFee";
            }
            return hourlyRate.isPresent() ? "Hourly" : "FlatFee";
        }
    }

    private final UUID id = UUID.randomUUID();
    private final CollectionPartner agency;
    private final Terms terms;
    private final Instant created;
    private Status status = Status.OFFERED;
    private Optional<Instant> updated = Optional.empty();

    Quote(CollectionPartner agency, Terms terms, Instant created) {
        this.agency = agency;
        this.terms = terms;
        this.created = created;
    }

    /** Returns Debitura's id. */
    public UUID id() {
        return id;
    }

    /** Returns who offers. */
    public CollectionPartner agency() {
        return agency;
    }

    Terms terms() {
        return terms;
    }

    Instant created() {
        return created;
    }

    Status status() {
        return status;
    }

    Optional<Instant> updated() {
        return updated;
    }

    void decide(Status next, Instant at) {
        status = next;
        updated = Optional.of(at);
    }
}
