package dev.recoup.sandbox.cases;

import dev.recoup.sandbox.coverage.CollectionPartner;
import dev.recoup.sandbox.time.VirtualClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What happens to a case beside its lifecycle; none of it is announced, except where the lifecycle follows. */
public final class Proceedings {

    private final Cases cases;
    private final VirtualClock clock;

    /** Prepares to change the cases of a register. */
    public Proceedings(Cases cases, VirtualClock clock) {
        this.cases = cases;
        this.clock = clock;
    }

    private CaseExtras extras(CollectionCase changed) {
        return changed.extrasToFill(clock.now());
    }

    /** Replaces what is charged beside the principal. */
    public void charge(CollectionCase charged, Fees fees) {
        extras(charged).fees = fees;
    }

    /** Moves the agency's work on, or back. */
    public void enter(CollectionCase moved, EngagementPhase phase) {
        extras(moved).phase = Optional.of(phase);
    }

    /** Notes what the debtor says of the claim; empty for nothing. */
    public void dispute(CollectionCase disputed, Optional<DisputeStatus> status) {
        extras(disputed).dispute = status;
    }

    /** Wants things from the creditor; nothing wanted means that the case's data passed. */
    public void want(CollectionCase checked, List<Validation.Item> items) {
        extras(checked).validation =
                items.isEmpty() ? Optional.empty() : Optional.of(new Validation(items, Optional.empty()));
    }

    /** Notes that the creditor answered what was wanted, if anything was. */
    public void respond(CollectionCase answered) {
        answered.validation()
                .ifPresent(validation -> extras(answered).validation =
                        Optional.of(new Validation(validation.items(), Optional.of(clock.now()))));
    }

    private static ExclusivePeriod period(CollectionCase working) {
        return working.exclusivePeriod()
                .orElseThrow(() -> new IllegalArgumentException("The collection has not started"));
    }

    /**
     * Makes the exclusive period longer.
     *
     * @throws IllegalArgumentException when the case has none
     */
    public void extend(CollectionCase extended, ExclusivePeriod.Trigger trigger, Duration by) {
        ExclusivePeriod period = period(extended);
        extras(extended).period = Optional.of(period.extended(
                new ExclusivePeriod.Extension(trigger, clock.now(), period.end().plus(by))));
    }

    /**
     * Ends the exclusive period early.
     *
     * @throws IllegalArgumentException when the case has none
     */
    public void terminate(CollectionCase terminated) {
        ExclusivePeriod period = period(terminated);
        extras(terminated).period = Optional.of(period.terminated(clock.now()));
    }

    /** Agrees a share of Debitura's revenue for this case only, in percent; empty for the link's own. */
    public void agreeReferralRate(CollectionCase agreed, Optional<BigDecimal> percentage) {
        extras(agreed).referralRate = percentage;
    }

    private static QuoteRequest openRequest(CollectionCase quoted) {
        return quoted.quoteRequests().stream()
                .filter(QuoteRequest::isOpen)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No quotes are being collected"));
    }

    /**
     * Adds an agency's offer; the case waits for the creditor's choice from the first one on.
     *
     * @throws IllegalArgumentException when no quotes are being collected, or enough were
     */
    public Quote offer(CollectionCase quoted, CollectionPartner agency, Quote.Terms terms) {
        QuoteRequest request = openRequest(quoted);
        if (request.quotes().size() == QuoteRequest.MOST_QUOTES) {
            throw new IllegalArgumentException("There are enough quotes");
        }
        Quote quote = new Quote(agency, terms, clock.now());
        request.quotes().add(quote);
        cases.move(quoted, Lifecycle.LEADS_QUOTE_GIVEN);
        return quote;
    }

    /**
     * Takes an offer, as the creditor does in Debitura's portal: its agency works on the case at its price.
     *
     * @throws IllegalArgumentException when there is no such open offer
     */
    public void accept(CollectionCase quoted, UUID quoteId) {
        Instant now = clock.now();
        QuoteRequest request = openRequest(quoted);
        Quote accepted = request.quotes().stream()
                .filter(quote -> quote.id().equals(quoteId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such quote"));
        accepted.decide(Quote.Status.ACCEPTED, now);
        request.end(QuoteRequest.Outcome.QUOTE_ACCEPTED, now);
        quoted.follow(accepted, now);
        cases.move(quoted, Lifecycle.ACTIVE);
    }
}
