package dev.recoup.sandbox.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.contract.Paging;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The Referral API's client operations (guide 6). */
public final class ClientOperations {

    private static final int PAGE_SIZE = 50;
    private static final int SMALL_PAGE_SIZE = 10;
    private static final int LARGEST_PAGE = 100;

    private final Clients clients;
    private final FirstCases firstCases;
    private final Portfolio portfolio;
    private final SigningUrls urls;
    private final Unknowns unknowns;

    /** Prepares the operations. */
    public ClientOperations(
            Clients clients, FirstCases firstCases, Portfolio portfolio, SigningUrls urls, Unknowns unknowns) {
        this.clients = clients;
        this.firstCases = firstCases;
        this.portfolio = portfolio;
        this.urls = urls;
        this.unknowns = unknowns;
    }

    /** Adds the operations to the Referral API. */
    public void addTo(ApiServer referral) {
        referral.on("createClient", this::create).on("listClients", this::list).on("getClient", call -> clients.linkOf(
                        call.path("externalTenantId"))
                .map(link -> Answer.ok(view(link)))
                .orElseGet(() -> Answer.notFound("An active link of this client")));
    }

    private Answer create(Call call) {
        JsonNode body = call.body();
        List<JsonNode> cases = new ArrayList<>();
        body.path("cases").forEach(cases::add);
        Map<String, List<String>> errors = check(body, cases);
        if (!errors.isEmpty()) {
            return Answer.fieldErrors(errors);
        }
        String tenant = body.get("externalTenantId").asText();
        Optional<Link> known = clients.linkOf(tenant);
        if (known.isPresent()) {
            return state(
                    known.get(), cases.isEmpty() ? Optional.empty() : Optional.of(firstCases.refuseRepetition(cases)));
        }
        Set<String> emails = new TreeSet<>();
        emails.add(body.get("client").get("supportEmail").asText());
        body.get("users").forEach(user -> emails.add(user.get("email").asText()));
        List<Account> matching = clients.accountsOf(emails);
        return matching.isEmpty() ? createNew(tenant, body, cases) : conflict(tenant, matching, cases);
    }

    private Answer createNew(String tenant, JsonNode body, List<JsonNode> cases) {
        Account account = clients.open(
                profile(body.get("client")),
                team(body.get("users")),
                Account.Agreement.UNSIGNED,
                Account.Owner.THIS_PARTNER);
        Link link = clients.link(tenant, account, Link.Attribution.EVERY_CASE);
        return state(link, cases.isEmpty() ? Optional.empty() : Optional.of(firstCases.create(link, cases)));
    }

    /** What a request meets whose e-mail addresses belong to accounts already (guide 6.6); free ones can be linked. */
    private Answer conflict(String tenant, List<Account> matching, List<JsonNode> cases) {
        ObjectNode data = Json.object().put("externalTenantId", tenant);
        List<Account> free = matching.stream()
                .filter(account -> account.owner() == Account.Owner.NOBODY)
                .toList();
        if (!free.isEmpty()) {
            LinkRequest request = clients.requestLink(tenant, free, cases);
            data.putObject("onboardingLinks").put("url", urls.approval(request));
            return conflict("ClientExistsNeedsLinking", data.put("isAttributedClient", false));
        }
        if (isThere(Account.Owner.AGENCY, matching)) {
            return unknowns.choose(
                    Unknown.AGENCY_MATCHED,
                    conflict("InvalidClientType", data),
                    Answer.businessError("InvalidClientType", "The account is no creditor's"));
        }
        if (isThere(Account.Owner.THIS_PARTNER, matching)) {
            return unknowns.choose(
                    Unknown.SECOND_TENANT,
                    conflict("AlreadyLinkedDifferentTenant", data),
                    Answer.businessError("EmailAlreadyInUse", "The e-mail belongs to another client of yours"));
        }
        return conflict("ClientAlreadyLinkedToAnotherPartner", data);
    }

    private static boolean isThere(Account.Owner owner, List<Account> accounts) {
        return accounts.stream().anyMatch(account -> account.owner() == owner);
    }

    private static Answer conflict(String type, ObjectNode data) {
        ObjectNode body = Json.object().put("type", type).put("message", "The client exists already at Debitura");
        body.set("data", data);
        return Answer.of(409, body);
    }

    private Answer state(Link link, Optional<ObjectNode> caseResults) {
        ObjectNode view = view(link);
        caseResults.ifPresent(results -> view.set("caseResults", results));
        return Answer.of(link.account().agreement() == Account.Agreement.SIGNED ? 201 : 202, view);
    }

    private Map<String, List<String>> check(JsonNode body, List<JsonNode> cases) {
        Map<String, List<String>> errors = new LinkedHashMap<>();
        JsonNode users = body.get("users");
        int onboarding = 0;
        for (JsonNode user : users) {
            onboarding += user.path("isOnboardingUser").asBoolean(false) ? 1 : 0;
        }
        if (users.size() > 1 && onboarding != 1) {
            errors.put("Users", List.of("Exactly one user must be the onboarding user"));
        }
        if (Country.of(body.get("client").get("country").asText()).isEmpty()) {
            errors.put("Client.Country", List.of("Unknown country"));
        }
        errors.putAll(firstCases.check(cases));
        return errors;
    }

    private static Account.Profile profile(JsonNode client) {
        return new Account.Profile(
                client.get("name").asText(),
                client.path("registrationNumber").asText(""),
                Country.of(client.get("country").asText()).orElseThrow(),
                client.path("address").asText(""),
                client.path("zipCode").asText(""),
                client.path("city").asText(""),
                client.path("state").asText(""),
                client.get("supportEmail").asText(),
                client.path("supportPhone").asText(""));
    }

    private static List<Account.User> team(JsonNode users) {
        List<Account.User> team = new ArrayList<>();
        for (JsonNode user : users) {
            Account.User member = new Account.User(
                    0, user.get("email").asText(), user.get("name").asText());
            team.add(user.path("isOnboardingUser").asBoolean(false) ? 0 : team.size(), member);
        }
        return team;
    }

    private Answer list(Call call) {
        int sizeByDefault = unknowns.choose(Unknown.CLIENTS_PAGE_SIZE, PAGE_SIZE, SMALL_PAGE_SIZE);
        int size = call.query("PageSize", sizeByDefault);
        if (size < 1 || size > LARGEST_PAGE || call.query("Page", 1) < 1) {
            return Answer.fieldErrors(Map.of("PageSize", List.of("Page starts at 1, PageSize is 1 to 100")));
        }
        List<Link> matching = clients.links().stream()
                .filter(filter(call))
                .sorted(order(call))
                .toList();
        Paging<Link> page = Paging.cut(matching, call, sizeByDefault);
        ObjectNode answer = Json.object();
        answer.set("page", page.page());
        answer.set("summary", summary());
        answer.set("clients", Json.array(page.items(), this::view));
        return Answer.ok(answer);
    }

    private static Predicate<Link> filter(Call call) {
        Predicate<Link> filter = link -> true;
        Optional<String> tenant = call.query("ExternalTenantId");
        Optional<String> query = call.query("Query").map(text -> text.toLowerCase(Locale.ROOT));
        Optional<Boolean> attributed = call.query("IsAttributedClient").map(Boolean::parseBoolean);
        Optional<Boolean> done = call.query("OnboardingDone").map(Boolean::parseBoolean);
        var from = call.instant("DateCreatedFrom");
        var to = call.instant("DateCreatedTo");
        return filter.and(link -> tenant.map(link.externalTenantId()::equals).orElse(true))
                .and(link ->
                        attributed.map(wanted -> wanted == isAttributed(link)).orElse(true))
                .and(link -> done.map(wanted -> wanted == isDone(link)).orElse(true))
                .and(link -> from.map(bound -> !link.linkedAt().isBefore(bound)).orElse(true))
                .and(link -> to.map(bound -> !link.linkedAt().isAfter(bound)).orElse(true))
                .and(link -> query.map(text -> mentions(link.account().profile(), text))
                        .orElse(true));
    }

    private static boolean mentions(Account.Profile profile, String text) {
        return (profile.name() + "\n" + profile.email() + "\n" + profile.registrationNumber())
                .toLowerCase(Locale.ROOT)
                .contains(text);
    }

    private static Comparator<Link> order(Call call) {
        String sort = call.query("Sort").orElse("dateCreated:desc").toLowerCase(Locale.ROOT);
        Comparator<Link> order = sort.startsWith("name")
                ? Comparator.comparing(link -> link.account().profile().name())
                : Comparator.comparing(Link::linkedAt);
        return sort.endsWith(":desc") ? order.reversed() : order;
    }

    private ObjectNode summary() {
        long attributed =
                clients.links().stream().filter(ClientOperations::isAttributed).count();
        long done = clients.links().stream().filter(ClientOperations::isDone).count();
        int cases = clients.links().stream()
                .mapToInt(link -> portfolio.of(link.account()).total())
                .sum();
        return Json.object()
                .put("totalClients", clients.links().size())
                .put("attributedClients", attributed)
                .put("onboardingComplete", done)
                .put("onboardingPending", clients.links().size() - done)
                .put("totalCases", cases);
    }

    private static boolean isAttributed(Link link) {
        return link.attribution() == Link.Attribution.EVERY_CASE;
    }

    private static boolean isDone(Link link) {
        return link.account().agreement() == Account.Agreement.SIGNED;
    }

    private ObjectNode view(Link link) {
        Account account = link.account();
        Account.Profile profile = account.profile();
        Portfolio.Statistics statistics = portfolio.of(account);
        ObjectNode view =
                Json.object().put("externalTenantId", link.externalTenantId()).put("onboardingDone", isDone(link));
        urls.onboarding(link)
                .ifPresentOrElse(
                        url -> view.putObject("onboardingLinks").put("url", url),
                        () -> view.putNull("onboardingLinks"));
        view.putObject("client")
                .put("id", account.id().toString())
                .put("companyName", profile.name())
                .put("officeEmail", profile.email())
                .put("country", profile.country().name())
                .put("address", profile.address())
                .put("city", profile.city())
                .put("zipCode", profile.zipCode())
                .put("companyRegistrationNumber", profile.registrationNumber());
        view.set("users", Json.array(account.users(), ClientOperations::view));
        view.put("isAttributedClient", isAttributed(link)).put("dateLinked", Json.timestamp(link.linkedAt()));
        view.putObject("caseStats")
                .put("casesTotal", statistics.total())
                .put("casesClosed", statistics.closed())
                .put("earningsUsd", statistics.earningsUsd().add(BigDecimal.ZERO.setScale(2)));
        view.put("kycStatus", account.kycStatus().wireName());
        account.kyc()
                .ifPresentOrElse(
                        filed -> view.set("kycVerification", KycOperations.view(filed)),
                        () -> view.putNull("kycVerification"));
        return view.putNull("caseResults");
    }

    private static ObjectNode view(Account.User user) {
        int space = user.name().lastIndexOf(' ');
        return Json.object()
                .put("id", user.id())
                .put("email", user.email())
                .put("firstName", space < 0 ? user.name() : user.name().substring(0, space))
                .put("lastName", space < 0 ? "" : user.name().substring(space + 1));
    }
}
