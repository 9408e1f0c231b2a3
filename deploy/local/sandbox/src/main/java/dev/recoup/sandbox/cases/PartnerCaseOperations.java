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
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** The Referral API's case operations: the cases of all linked clients (guide 17). */
public final class PartnerCaseOperations {

    private static final int PAGE_SIZE = 10;

    private record Seen(CollectionCase found, Link link) {}

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
                .flatMap(this::seen)
                .map(seen -> Answer.ok(views.detail(seen.found(), seen.link())))
                .orElseGet(() -> Answer.notFound("The case"));
    }

    private Optional<Seen> seen(CollectionCase found) {
        return clients.linkOf(found.account()).map(link -> new Seen(found, link));
    }

    private Answer list(Call call) {
        List<Seen> matching = cases.all().stream()
                .flatMap(found -> seen(found).stream())
                .filter(filter(call))
                .sorted(order(call.query("Sort").orElse("DateCreated:desc")))
                .toList();
        Paging<Seen> page = Paging.cut(matching, call, PAGE_SIZE);
        ObjectNode answer = Json.object();
        answer.set("page", page.page());
        answer.set("cases", Json.array(page.items(), seen -> views.item(seen.found(), seen.link())));
        answer.set("summary", summary(matching));
        return Answer.ok(answer);
    }

    private static Predicate<Seen> filter(Call call) {
        var from = call.instant("FromDate");
        var to = call.instant("ToDate");
        Optional<String> tenant = call.query("ExternalTenantId");
        Optional<String> query = call.query("Query").map(text -> text.toLowerCase(Locale.ROOT));
        List<String> statuses = call.queries("Statuses");
        List<Lifecycle> lifecycles = statuses.stream()
                .flatMap(status -> Lifecycle.of(status).stream())
                .toList();
        List<String> countries = call.queries("CountryIds");
        List<String> partners = call.queries("CollectionPartnerIds");
        Predicate<Seen> filter = seen ->
                from.map(bound -> !seen.found().created().isBefore(bound)).orElse(true);
        return filter.and(seen ->
                        to.map(bound -> !seen.found().created().isAfter(bound)).orElse(true))
                .and(seen -> tenant.map(seen.link().externalTenantId()::equals).orElse(true))
                .and(seen ->
                        statuses.isEmpty() || lifecycles.contains(seen.found().lifecycle()))
                .and(seen -> query.map(text -> mentions(seen.found(), text)).orElse(true))
                .and(seen -> countries.isEmpty()
                        || countries.contains(
                                Integer.toString(seen.found().debtorCountry().id())))
                .and(seen -> partners.isEmpty()
                        || seen.found()
                                .collectionPartner()
                                .filter(partner ->
                                        partners.contains(partner.id().toString()))
                                .isPresent());
    }

    private static boolean mentions(CollectionCase found, String text) {
        return (found.reference() + "\n" + found.creditorReference().orElse("") + "\n" + found.debtorName())
                .toLowerCase(Locale.ROOT)
                .contains(text);
    }

    private static Comparator<Seen> order(String sort) {
        String lower = sort.toLowerCase(Locale.ROOT);
        Comparator<Seen> order;
        if (lower.startsWith("grossamount")) {
            order = Comparator.comparing(seen -> seen.found().grossAmount());
        } else if (lower.startsWith("duedate")) {
            order = Comparator.comparing(seen -> seen.found().dueDate());
        } else {
            order = Comparator.comparing(seen -> seen.found().created());
        }
        return lower.endsWith(":desc") ? order.reversed() : order;
    }

    private ObjectNode summary(List<Seen> matching) {
        YearMonth month = YearMonth.from(clock.now().atZone(ZoneOffset.UTC));
        long active = count(matching, Lifecycle.ACTIVE);
        long paused = count(matching, Lifecycle.PAUSED);
        long closed = count(matching, Lifecycle.CLOSED);
        ObjectNode summary = Json.object()
                .put("totalCases", matching.size())
                .put(
                        "casesThisMonth",
                        matching.stream()
                                .filter(seen -> YearMonth.from(
                                                seen.found().created().atZone(ZoneOffset.UTC))
                                        .equals(month))
                                .count());
        summary.putObject("byLifecycle")
                .put("active", active)
                .put("pending", matching.size() - active - paused - closed)
                .put("closed", closed)
                .put("paused", paused);
        return summary;
    }

    private static long count(List<Seen> matching, Lifecycle lifecycle) {
        return matching.stream()
                .filter(seen -> seen.found().lifecycle() == lifecycle)
                .count();
    }
}
