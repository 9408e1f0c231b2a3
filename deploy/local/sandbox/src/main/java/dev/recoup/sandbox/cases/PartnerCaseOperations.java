package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.contract.Paging;
import dev.recoup.sandbox.signing.Paperwork;
import dev.recoup.sandbox.time.VirtualClock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** The Referral API's case operations: the cases of all linked clients (guide 17). */
public final class PartnerCaseOperations {

    private static final int PAGE_SIZE = 10;

    private final Cases cases;
    private final Clients clients;
    private final VirtualClock clock;
    private final CaseViews views;

    /** Prepares the operations. */
    public PartnerCaseOperations(Cases cases, Clients clients, VirtualClock clock, Paperwork paperwork) {
        this.cases = cases;
        this.clients = clients;
        this.clock = clock;
        this.views = new CaseViews(paperwork);
    }

    /** Adds the operations to the Referral API. */
    public void addTo(ApiServer referral) {
        referral.on("listCases", this::list).on("getCase", this::get);
    }

    private Answer get(Call call) {
        return cases.find(UUID.fromString(call.path("id")))
                .flatMap(found -> clients.linkOf(found.account()).map(link -> Answer.ok(views.detail(found, link))))
                .orElseGet(() -> Answer.notFound("The case"));
    }

    private Answer list(Call call) {
        List<CollectionCase> matching = candidates(call).stream()
                .filter(found -> clients.linkOf(found.account()).isPresent())
                .filter(filter(call))
                .toList();
        List<CollectionCase> sorted = sorted(matching, call.query("Sort").orElse("DateCreated:desc"));
        Paging<CollectionCase> page = Paging.cut(sorted, call, PAGE_SIZE);
        ObjectNode answer = Json.object();
        answer.set("page", page.page());
        answer.set(
                "cases",
                Json.array(
                        page.items(),
                        found -> views.item(
                                found, clients.linkOf(found.account()).orElseThrow())));
        answer.set("summary", summary(matching));
        return Answer.ok(answer);
    }

    /** The cases of the window of time, or the client, that was asked for, oldest first: found without a scan. */
    private List<CollectionCase> candidates(Call call) {
        Instant from = call.instant("FromDate").orElse(Instant.MIN);
        Instant to = call.instant("ToDate").orElse(Instant.MAX);
        return call.query("ExternalTenantId")
                .map(tenant -> clients.linkOf(tenant).map(Link::account).map(cases::of).orElse(List.of()).stream()
                        .filter(found -> !found.created().isBefore(from)
                                && !found.created().isAfter(to))
                        .sorted(Comparator.comparing(CollectionCase::created))
                        .toList())
                .orElseGet(() -> cases.register().created(from, to));
    }

    private static Predicate<CollectionCase> filter(Call call) {
        Optional<String> query = call.query("Query").map(text -> text.toLowerCase(Locale.ROOT));
        List<String> statuses = call.queries("Statuses");
        List<Lifecycle> lifecycles = statuses.stream()
                .flatMap(status -> Lifecycle.of(status).stream())
                .toList();
        List<String> countries = call.queries("CountryIds");
        List<String> partners = call.queries("CollectionPartnerIds");
        Predicate<CollectionCase> filter = found -> statuses.isEmpty() || lifecycles.contains(found.lifecycle());
        return filter.and(found -> query.map(text -> mentions(found, text)).orElse(true))
                .and(found -> countries.isEmpty()
                        || countries.contains(
                                Integer.toString(found.debtorCountry().id())))
                .and(found -> partners.isEmpty()
                        || found.collectionPartner()
                                .filter(partner ->
                                        partners.contains(partner.id().toString()))
                                .isPresent());
    }

    private static boolean mentions(CollectionCase found, String text) {
        return (found.reference() + "\n" + found.creditorReference().orElse("") + "\n" + found.debtorName())
                .toLowerCase(Locale.ROOT)
                .contains(text);
    }

    /** Sorts what comes oldest first. */
    private static List<CollectionCase> sorted(List<CollectionCase> matching, String sort) {
        String lower = sort.toLowerCase(Locale.ROOT);
        boolean descending = lower.endsWith(":desc");
        if (lower.startsWith("grossamount")) {
            return sorted(matching, Comparator.comparing(CollectionCase::grossAmount), descending);
        }
        if (lower.startsWith("duedate")) {
            return sorted(matching, Comparator.comparing(CollectionCase::dueDate), descending);
        }
        return descending ? matching.reversed() : matching;
    }

    private static List<CollectionCase> sorted(
            List<CollectionCase> matching, Comparator<CollectionCase> order, boolean descending) {
        return matching.stream().sorted(descending ? order.reversed() : order).toList();
    }

    private ObjectNode summary(List<CollectionCase> matching) {
        YearMonth month = YearMonth.from(clock.now().atZone(ZoneOffset.UTC));
        Instant begin = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Map<Lifecycle, Integer> counts = new EnumMap<>(Lifecycle.class);
        int thisMonth = 0;
        for (CollectionCase found : matching) {
            counts.merge(found.lifecycle(), 1, Integer::sum);
            if (!found.created().isBefore(begin)) {
                thisMonth++;
            }
        }
        int active = counts.getOrDefault(Lifecycle.ACTIVE, 0);
        int paused = counts.getOrDefault(Lifecycle.PAUSED, 0);
        int closed = counts.getOrDefault(Lifecycle.CLOSED, 0);
        ObjectNode summary = Json.object().put("totalCases", matching.size()).put("casesThisMonth", thisMonth);
        summary.putObject("byLifecycle")
                .put("active", active)
                .put("pending", matching.size() - active - paused - closed)
                .put("closed", closed)
                .put("paused", paused);
        return summary;
    }
}
