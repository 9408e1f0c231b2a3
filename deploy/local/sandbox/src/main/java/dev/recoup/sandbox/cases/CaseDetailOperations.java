package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.contract.OperationHandler;
import dev.recoup.sandbox.time.VirtualClock;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The Customer API's details of one case: wanted data, exclusive period, quotes (guide, appendix A). */
public final class CaseDetailOperations {

    private final Cases cases;
    private final VirtualClock clock;

    /** Prepares the operations. */
    public CaseDetailOperations(Cases cases, VirtualClock clock) {
        this.cases = cases;
        this.clock = clock;
    }

    /** Adds the operations to the Customer API. */
    public void addTo(ApiServer customer) {
        customer.on("getCaseValidation", with(found -> Answer.ok(CaseViews.validation(found))))
                .on("getExclusivePeriod", with(this::exclusivePeriod))
                .on("listQuoteRequests", with(CaseDetailOperations::quoteRequests))
                .on("getQuoteRequest", withRequest((found, request) -> Answer.ok(detail(found, request))))
                .on("listQuotes", withRequest(CaseDetailOperations::quotes))
                .on("getQuote", this::quote);
    }

    private Optional<CollectionCase> find(Call call) {
        return cases.find(CreditorCaseOperations.creditorOf(call.caller()), call.path("id"));
    }

    private OperationHandler with(Function<CollectionCase, Answer> action) {
        return call -> find(call).map(action).orElseGet(() -> Answer.notFound("The case"));
    }

    private static Optional<QuoteRequest> request(CollectionCase found, Call call) {
        return found.quoteRequests().stream()
                .filter(request -> request.id().toString().equalsIgnoreCase(call.path("quoteRequestId")))
                .findFirst();
    }

    private OperationHandler withRequest(BiFunction<CollectionCase, QuoteRequest, Answer> action) {
        return call -> find(call)
                .flatMap(found -> request(found, call).map(request -> action.apply(found, request)))
                .orElseGet(() -> Answer.notFound("The quote request"));
    }

    private Answer exclusivePeriod(CollectionCase found) {
        return found.exclusivePeriod()
                .map(period -> Answer.ok(view(period, found.lifecycle())))
                .orElseGet(() -> Answer.notFound("A collection period of the case"));
    }

    private ObjectNode view(ExclusivePeriod period, Lifecycle lifecycle) {
        ObjectNode view = Json.object()
                .put("engagementStartDate", Json.timestamp(period.start()))
                .put("currentEndDate", Json.timestamp(period.end()))
                .put("daysRemaining", period.daysRemaining(clock.now()))
                .put("status", period.status(lifecycle, clock.now()));
        view.set("extensions", Json.array(period.extensions(), extension -> Json.object()
                .put("type", extension.trigger().wireName())
                .put("eventDate", Json.timestamp(extension.at()))
                .put("newEndDate", Json.timestamp(extension.end()))));
        return view;
    }

    private static Answer quoteRequests(CollectionCase found) {
        return Answer.ok(
                Json.object().set("quoteRequests", Json.array(found.quoteRequests(), request -> summary(found, request)
                        .put("purpose", request.purpose().wireName()))));
    }

    private static ObjectNode summary(CollectionCase found, QuoteRequest request) {
        boolean given = !request.quotes().isEmpty();
        return Json.object()
                .put("quoteRequestId", request.id().toString())
                .put("caseId", found.id().toString())
                .put("status", request.isOpen() ? "Open" : "Closed")
                .put("leadFlowStatus", given ? "QuotesGiven" : "CollectingQuotes")
                .put("quoteType", "Collection")
                .put("maxQuotes", QuoteRequest.MOST_QUOTES)
                .put("currentQuotesCount", request.quotes().size())
                .put(
                        "outcome",
                        request.outcome().map(QuoteRequest.Outcome::wireName).orElse(null))
                .put("dateCreated", Json.timestamp(request.created()))
                .put("dateQualified", Json.timestamp(request.created()))
                .put(
                        "leadsDoneOffered",
                        given ? Json.timestamp(request.quotes().getFirst().created()) : null)
                .putNull("dateReminderSent")
                .putNull("dateReminderTwoSent")
                .put("dateOutcomeSelected", moment(request.decided()));
    }

    private static ObjectNode detail(CollectionCase found, QuoteRequest request) {
        return summary(found, request)
                .put("isMaxBidCountReached", request.quotes().size() >= QuoteRequest.MOST_QUOTES)
                .put(
                        "request",
                        "Offers to collect from " + found.debtorCountry().name())
                .put("existingFees", found.successFeePercentage().toPlainString() + " % of what is recovered");
    }

    private static Answer quotes(CollectionCase found, QuoteRequest request) {
        return Answer.ok(Json.object().set("quotes", Json.array(request.quotes(), quote -> {
            Quote.Terms terms = quote.terms();
            return head(found, request, quote)
                    .put("hourlyRate", number(terms.hourlyRate()))
                    .put("hourlyEstimated", number(terms.hourlyEstimated()))
                    .put("flatFeeEstimate", number(terms.flatFee()))
                    .put("successFee", number(terms.successFee()))
                    .putNull("hybridEstimate")
                    .put("phase", terms.phase().label())
                    .put("offerNature", "Recommendation");
        })));
    }

    private Answer quote(Call call) {
        return find(call)
                .flatMap(found -> request(found, call).flatMap(request -> request.quotes().stream()
                        .filter(quote -> quote.id().toString().equalsIgnoreCase(call.path("quoteId")))
                        .findFirst()
                        .map(quote -> Answer.ok(detail(found, request, quote)))))
                .orElseGet(() -> Answer.notFound("The quote"));
    }

    private static ObjectNode head(CollectionCase found, QuoteRequest request, Quote quote) {
        return Json.object()
                .put("quoteId", quote.id().toString())
                .put("quoteRequestId", request.id().toString())
                .put("partnerId", quote.agency().id().toString())
                .put("partnerName", quote.agency().name())
                .put("status", quote.status().wireName())
                .put("agreementType", quote.terms().agreementType())
                .put("currency", found.currency())
                .put("proposedSolution", quote.terms().proposal())
                .put("partnerWhyUsSection", quote.agency().name() + " knows the place")
                .put("dateCreated", Json.timestamp(quote.created()));
    }

    private static ObjectNode detail(CollectionCase found, QuoteRequest request, Quote quote) {
        Quote.Terms terms = quote.terms();
        ObjectNode view = head(found, request, quote)
                .putNull("feeComments")
                .putNull("fullQuoteLink")
                .put("dateUpdated", moment(quote.updated()));
        view.putObject("pricing")
                .put("hourlyRate", number(terms.hourlyRate()))
                .put("hourlyEstimated", number(terms.hourlyEstimated()))
                .put("flatFeeEstimate", number(terms.flatFee()))
                .put("successFeeFee", number(terms.successFee()))
                .putNull("hybridEstimate")
                .put("costProcessMisc", BigDecimal.ZERO);
        return view;
    }

    private static BigDecimal number(Optional<BigDecimal> amount) {
        return amount.orElse(null);
    }

    private static String moment(Optional<Instant> instant) {
        return instant.map(Json::timestamp).orElse(null);
    }
}
