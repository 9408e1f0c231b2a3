package dev.recoup.sandbox.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The search for an agency's offer; one begins whenever a case enters the quoting phase (guide, appendix A). */
public final class QuoteRequest {

    /** So many offers are taken. */
    static final int MOST_QUOTES = 3;

    /** Why offers are wanted. */
    enum Purpose {
        /** The case goes to court or to enforcement. */
        PHASE_CHANGE("PhaseChange"),
        /** More work in the phase that it is in. */
        ADDITIONAL_SERVICE("AdditionalService");

        private final String wireName;

        Purpose(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    /** How the search ended. */
    enum Outcome {
        /** An offer was accepted. */
        QUOTE_ACCEPTED("QuoteAccepted"),
        /** Nobody offered. */
        NO_QUOTES_RECEIVED("NoQuotesReceived"),
        /** No offer was accepted in time. */
        QUOTES_EXPIRED("QuotesExpired"),
        /** The case went another way. */
        CANCELLED("Cancelled");

        private final String wireName;

        Outcome(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }

        /** Reads an ending from the close code of a case. */
        static Outcome of(Optional<String> closeCode) {
            return switch (closeCode.orElse("")) {
                case CloseCodes.NO_QUOTES -> NO_QUOTES_RECEIVED;
                case CloseCodes.QUOTES_EXPIRED -> QUOTES_EXPIRED;
                default -> CANCELLED;
            };
        }
    }

    private final UUID id = UUID.randomUUID();
    private final Purpose purpose;
    private final Instant created;
    private final List<Quote> quotes = new ArrayList<>();
    private Optional<Outcome> outcome = Optional.empty();
    private Optional<Instant> decided = Optional.empty();

    QuoteRequest(Purpose purpose, Instant created) {
        this.purpose = purpose;
        this.created = created;
    }

    /** Returns Debitura's id. */
    public UUID id() {
        return id;
    }

    /** Returns the offers, oldest first. */
    public List<Quote> quotes() {
        return quotes;
    }

    /** Tells whether offers still may come or be chosen. */
    public boolean isOpen() {
        return outcome.isEmpty();
    }

    /** Returns when the search began. */
    public Instant created() {
        return created;
    }

    Purpose purpose() {
        return purpose;
    }

    Optional<Outcome> outcome() {
        return outcome;
    }

    Optional<Instant> decided() {
        return decided;
    }

    void end(Outcome how, Instant at) {
        outcome = Optional.of(how);
        decided = Optional.of(at);
        quotes.stream()
                .filter(quote -> quote.status() == Quote.Status.OFFERED)
                .forEach(quote ->
                        quote.decide(how == Outcome.QUOTE_ACCEPTED ? Quote.Status.DECLINED : Quote.Status.EXPIRED, at));
    }
}
