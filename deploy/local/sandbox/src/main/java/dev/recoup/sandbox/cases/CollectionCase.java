package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Country;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.coverage.CollectionPartner;
import dev.recoup.sandbox.pricing.PriceSource;
import dev.recoup.sandbox.signing.Route;
import dev.recoup.sandbox.webhooks.Audience;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** One claim in collection. */
public final class CollectionCase {

    /** By which door a case came in. */
    public enum Via {
        /** The Customer API with a token that the partner minted. */
        PARTNER_TOKEN("partner-token"),
        /** Inside {@code POST /clients}. */
        ONBOARDING("onboarding"),
        /** The Customer API with the creditor's own key. */
        CREDITOR_KEY("creditor-key");

        private final String text;

        Via(String text) {
            this.text = text;
        }

        /** Returns the door as the control interface names it. */
        public String text() {
            return text;
        }
    }

    /** Whether the case is test data ({@code isTest}). */
    public enum Kind {
        /** A real claim. */
        LIVE,
        /** Test data: outside all metrics, never assigned to an agency. */
        TEST
    }

    /**
     * How the case came to be.
     *
     * @param via by which door
     * @param idempotencyKey the key that came with it, if any
     */
    public record Origin(Via via, Optional<String> idempotencyKey) {}

    /**
     * What the collection costs.
     *
     * @param successFeePercentage the agency's fee in percent of what it recovers, age surcharge included
     * @param blendedUplift age surcharge in points, for bundled invoices only
     * @param source which rule decided it
     */
    record Pricing(BigDecimal successFeePercentage, Optional<BigDecimal> blendedUplift, PriceSource source) {

        static Pricing of(Quotation quotation) {
            return new Pricing(quotation.total(), quotation.blended(), quotation.source());
        }
    }

    /**
     * A step of the case's life.
     *
     * @param at when it was made
     * @param to where it led
     */
    public record Step(Instant at, Lifecycle to) {}

    private final UUID id;
    private final String reference;
    private final Account account;
    /** As JSON text, because a tree takes ten times the memory; what lists look at is beside it. */
    private final byte[] request;

    private final Optional<String> creditorReference;
    private final BigDecimal grossAmount;
    private final String currency;
    private final Instant date;
    private final Instant dueDate;
    private final Kind kind;
    private final Country debtorCountry;
    private final Via via;
    private final Optional<String> idempotencyKey;
    private CollectionPartner agency;
    private Pricing pricing;
    private final Instant created;
    private List<Step> steps;
    private BigDecimal remainder;
    private Lifecycle lifecycle;
    private Optional<String> closeCode = Optional.empty();
    private Optional<Instant> updated = Optional.empty();
    private Optional<Instant> collectionStarted = Optional.empty();
    private Optional<Instant> finished = Optional.empty();
    private Optional<CaseExtras> extras = Optional.empty();

    CollectionCase(
            UUID id,
            String reference,
            Account account,
            JsonNode request,
            Origin origin,
            CollectionPartner agency,
            Pricing pricing,
            Lifecycle lifecycle,
            Instant created) {
        this.id = id;
        this.reference = reference;
        this.account = account;
        this.request = Json.bytes(request);
        this.creditorReference = Json.text(request, "creditorReference");
        this.grossAmount = request.get("amountToRecover").decimalValue();
        this.currency = request.get("currencyCode").asText().intern();
        this.date = Call.instantOf(request.get("date").asText());
        this.dueDate = Json.text(request, "dueDate").map(Call::instantOf).orElse(date);
        this.kind = request.path("isTest").asBoolean(false) ? Kind.TEST : Kind.LIVE;
        this.debtorCountry = CaseRules.country(request.get("debtor")).orElseThrow();
        this.via = origin.via();
        this.idempotencyKey = origin.idempotencyKey();
        this.agency = agency;
        this.pricing = pricing;
        this.lifecycle = lifecycle;
        this.created = created;
        this.steps = List.of(new Step(created, lifecycle));
        this.remainder = grossAmount;
    }

    /** Returns Debitura's id. */
    public UUID id() {
        return id;
    }

    /** Returns the eight characters that people use. */
    public String reference() {
        return reference;
    }

    /** Returns the creditor's own reference, if one was given. */
    public Optional<String> creditorReference() {
        return creditorReference;
    }

    /** Returns whose claim it is. */
    public Account account() {
        return account;
    }

    /** Returns how it came to be. */
    public Origin origin() {
        return new Origin(via, idempotencyKey);
    }

    /** Returns whether it is test data. */
    public Kind kind() {
        return kind;
    }

    /** Returns which subscriptions may hear of it. */
    public Audience audience() {
        return switch (kind()) {
            case LIVE -> Audience.LIVE;
            case TEST -> Audience.TEST;
        };
    }

    /** Returns the principal at the start, in {@link #currency}. */
    public BigDecimal grossAmount() {
        return grossAmount;
    }

    /** Returns what is still open, in {@link #currency}. */
    public BigDecimal remainder() {
        return remainder;
    }

    /** Returns the ISO 4217 code. */
    public String currency() {
        return currency;
    }

    /** Returns where the case stands. */
    public Lifecycle lifecycle() {
        return lifecycle;
    }

    /** Returns the close code's text of a closed case. */
    public Optional<String> closeCode() {
        return closeCode;
    }

    /** Returns the agency's fee in percent of what it recovers. */
    public BigDecimal successFeePercentage() {
        return pricing.successFeePercentage();
    }

    /** Returns the debtor's name. */
    public String debtorName() {
        return request().get("debtor").get("name").asText();
    }

    /** Returns the debtor's country. */
    public Country debtorCountry() {
        return debtorCountry;
    }

    /** Returns the agency; empty for test data and while signatures are open. */
    public Optional<CollectionPartner> collectionPartner() {
        if (kind() == Kind.TEST || lastOpen() == Lifecycle.PENDING_CONTRACT_SIGNING) {
            return Optional.empty();
        }
        return Optional.of(agency);
    }

    /** Returns the agency that the case goes to once nothing stands in the way; test data goes to none in the end. */
    public CollectionPartner agency() {
        return agency;
    }

    /** Returns where it goes, as far as signatures depend on it. */
    public Route route() {
        return new Route(agency, debtorCountry.alpha2());
    }

    /** Returns where an open case is, or a finished one was at last. */
    private Lifecycle lastOpen() {
        if (lifecycle.isOpen()) {
            return lifecycle;
        }
        return steps.reversed().stream()
                .map(Step::to)
                .filter(Lifecycle::isOpen)
                .findFirst()
                .orElse(lifecycle);
    }

    /** Returns how far the agency's work has gone; empty before an agency works on it, and for test data. */
    public Optional<EngagementPhase> phase() {
        return collectionPartner()
                .filter(assigned -> !lastOpen().isQuoting())
                .map(assigned -> extras.flatMap(more -> more.phase).orElse(EngagementPhase.PRE_LEGAL));
    }

    /** Returns what is charged beside the principal. */
    Fees fees() {
        return extras.map(more -> more.fees).orElse(Fees.NONE);
    }

    /** Returns what the debtor says of the claim, as far as anybody noted it. */
    Optional<DisputeStatus> dispute() {
        return extras.flatMap(more -> more.dispute);
    }

    /** Returns what is wanted from the creditor; empty when nothing is. */
    public Optional<Validation> validation() {
        return extras.flatMap(more -> more.validation)
                .or(() -> lifecycle == Lifecycle.NEEDS_ADDITIONAL_DETAILS
                        ? Optional.of(Validation.UNSPECIFIED)
                        : Optional.empty());
    }

    /** Returns the time in which the agency works alone; empty until it began. */
    Optional<ExclusivePeriod> exclusivePeriod() {
        return extras.flatMap(more -> more.period).or(() -> collectionPartner()
                .flatMap(assigned -> collectionStarted)
                .map(ExclusivePeriod::from));
    }

    /** Returns the searches for an agency's offer, oldest first. */
    public List<QuoteRequest> quoteRequests() {
        return extras.map(more -> List.copyOf(more.quoteRequests)).orElse(List.of());
    }

    /** Returns the partner's share of Debitura's revenue in percent: agreed for the case, else the link's. */
    public BigDecimal referralFeePercentage(Link link) {
        return extras.flatMap(more -> more.referralRate).orElse(link.referralFeePercentage());
    }

    /** Returns the name of the rule that decided the success fee. */
    public String pricingSource() {
        return pricing.source().label();
    }

    /** Returns what few cases have, made now if this case did not have it. */
    CaseExtras extrasToFill(Instant now) {
        updated = Optional.of(now);
        CaseExtras filled = extras.orElseGet(CaseExtras::new);
        extras = Optional.of(filled);
        return filled;
    }

    /** Goes the way of an accepted offer. */
    void follow(Quote accepted, Instant now) {
        CaseExtras filled = extrasToFill(now);
        filled.phase = Optional.of(accepted.terms().phase());
        if (!agency.equals(accepted.agency())) {
            agency = accepted.agency();
            filled.period = Optional.of(ExclusivePeriod.from(now));
        }
        accepted.terms().successFee().ifPresent(fee -> pricing = new Pricing(fee, Optional.empty(), PriceSource.QUOTE));
    }

    /** Returns when it was created. */
    public Instant created() {
        return created;
    }

    /**
     * Returns an id of the debtor: the same for all cases of one account against one name in one country. No answer of
     * either API carries it.
     */
    public UUID debtorId() {
        String debtor = account.id() + "\n" + debtorName().toLowerCase(Locale.ROOT) + "\n" + debtorCountry.alpha2();
        return UUID.nameUUIDFromBytes(debtor.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the division's id, if the case belongs to one. */
    public Optional<String> division() {
        return Json.text(request(), "creditorDivisionId");
    }

    /** Returns where the case has been, oldest first. */
    public List<Step> steps() {
        return steps;
    }

    /** Returns the tag of a test run, if one was given. */
    public Optional<String> tag() {
        return Json.text(request(), "tag");
    }

    /** Returns the body with which it was created, read anew on every call. */
    JsonNode request() {
        return Json.parse(request).orElseThrow();
    }

    Pricing pricing() {
        return pricing;
    }

    Instant date() {
        return date;
    }

    Instant dueDate() {
        return dueDate;
    }

    Optional<Instant> updated() {
        return updated;
    }

    Optional<Instant> collectionStarted() {
        return collectionStarted;
    }

    Optional<Instant> finished() {
        return finished;
    }

    void move(Lifecycle next, Optional<String> code, Instant now) {
        if (lifecycle == Lifecycle.NEEDS_ADDITIONAL_DETAILS) {
            extras.ifPresent(more -> more.validation = Optional.empty());
        }
        lifecycle = next;
        steps = Stream.concat(steps.stream(), Stream.of(new Step(now, next))).toList();
        closeCode = code;
        updated = Optional.of(now);
        finished = next.isOpen() ? Optional.empty() : Optional.of(now);
        if (next == Lifecycle.ACTIVE && collectionStarted.isEmpty()) {
            collectionStarted = Optional.of(now);
        }
        searchForQuotes(now);
        if (code.filter(CloseCodes.WITHDRAWN::equals).isPresent()) {
            exclusivePeriod().ifPresent(period -> extrasToFill(now).period = Optional.of(period.terminated(now)));
        }
    }

    private void searchForQuotes(Instant now) {
        Optional<QuoteRequest> open =
                quoteRequests().stream().filter(QuoteRequest::isOpen).findFirst();
        if (lifecycle.isQuoting() && open.isEmpty()) {
            QuoteRequest.Purpose purpose = collectionStarted.isPresent()
                    ? QuoteRequest.Purpose.PHASE_CHANGE
                    : QuoteRequest.Purpose.ADDITIONAL_SERVICE;
            extrasToFill(now).quoteRequests.add(new QuoteRequest(purpose, now));
        } else if (!lifecycle.isQuoting()) {
            open.ifPresent(request -> request.end(QuoteRequest.Outcome.of(closeCode), now));
        }
    }

    void receive(BigDecimal amount, Instant now) {
        remainder = remainder.subtract(amount);
        updated = Optional.of(now);
        if (amount.signum() > 0) {
            exclusivePeriod()
                    .flatMap(period -> period.afterPayment(now))
                    .ifPresent(longer -> extrasToFill(now).period = Optional.of(longer));
        }
    }
}
