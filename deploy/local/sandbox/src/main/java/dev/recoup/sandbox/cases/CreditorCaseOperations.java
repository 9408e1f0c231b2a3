package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Doorway;
import dev.recoup.sandbox.clients.Signature;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Caller;
import dev.recoup.sandbox.contract.IdempotencyKeys;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.contract.Paging;
import dev.recoup.sandbox.coverage.Catalogue;
import dev.recoup.sandbox.signing.Paper;
import dev.recoup.sandbox.signing.Paperwork;
import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Customer API's case and contract operations: one creditor's view (guide 8 and 17). */
public final class CreditorCaseOperations {

    private static final int PAGE_SIZE = 10;

    private final Cases cases;
    private final Clients clients;
    private final Catalogue catalogue;
    private final VirtualClock clock;
    private final Paperwork paperwork;
    private final CaseViews views;
    private final Unknowns unknowns;
    private final IdempotencyKeys keys;

    /** Prepares the operations. */
    public CreditorCaseOperations(
            Cases cases,
            Clients clients,
            Catalogue catalogue,
            VirtualClock clock,
            Paperwork paperwork,
            Unknowns unknowns) {
        this.cases = cases;
        this.catalogue = catalogue;
        this.clients = clients;
        this.clock = clock;
        this.paperwork = paperwork;
        this.unknowns = unknowns;
        this.keys = new IdempotencyKeys(clock, unknowns);
        this.views = new CaseViews(paperwork);
    }

    /** Adds the operations to the Customer API. */
    public void addTo(ApiServer customer) {
        customer.on("createCase", this::create)
                .on("listCases", this::list)
                .on("getCase", call -> withCase(call, found -> Answer.ok(views.full(found, door(call)))))
                .on("getCaseByCreditorReference", this::byCreditorReference)
                .on("getCaseByReference", this::byReference)
                .on("getCaseContractStatus", call -> withCase(call, found -> contracts(found, door(call))))
                .on("getDebtCollectionContractStatus", this::agreementStatus);
    }

    /** Returns whose account a Customer API call is about. */
    public static UUID creditorOf(Caller caller) {
        return switch (caller) {
            case Caller.Tenant(UUID creditorId, String tenant) -> creditorId;
            case Caller.Creditor(UUID creditorId) -> creditorId;
            case Caller.Partner() -> throw new IllegalStateException("The partner has no account of its own");
        };
    }

    private Account account(Call call) {
        return clients.account(creditorOf(call.caller())).orElseThrow();
    }

    private Doorway door(Call call) {
        return Doorway.of(call.caller(), account(call), clients);
    }

    private Answer withCase(Call call, Function<CollectionCase, Answer> action) {
        Account account = account(call);
        return cases.find(UUID.fromString(call.path("id")))
                .filter(found -> found.account() == account)
                .map(action)
                .orElseGet(() -> Answer.notFound("The case"));
    }

    private Answer create(Call call) {
        return keys.once(creditorOf(call.caller()), call, () -> submit(call));
    }

    private Answer submit(Call call) {
        Account account = account(call);
        JsonNode request = call.body();
        Map<String, List<String>> errors = CaseRules.check(request, Optional.of(account), catalogue, clock.now());
        if (!errors.isEmpty()) {
            return Answer.fieldErrors(errors);
        }
        CollectionCase.Via via =
                switch (call.caller()) {
                    case Caller.Tenant tenant -> CollectionCase.Via.PARTNER_TOKEN;
                    case Caller.Creditor creditor -> CollectionCase.Via.CREDITOR_KEY;
                    case Caller.Partner partner -> throw new IllegalStateException("The gate lets no partner in");
                };
        CollectionCase.Origin origin = new CollectionCase.Origin(via, call.header("Idempotency-Key"));
        Admission.OpenContracts openContracts =
                request.path("allowPendingContracts").asBoolean(false)
                        ? Admission.OpenContracts.WAIT
                        : Admission.OpenContracts.REFUSE;
        return switch (cases.submit(door(call), request, origin, openContracts)) {
            case Submission.Accepted(CollectionCase created) -> Answer.ok(views.full(created, door(call)));
            case Submission.Refused refused -> refusal(refused);
        };
    }

    private Answer refusal(Submission.Refused refused) {
        boolean taken =
                refused.problems().stream().anyMatch(problem -> problem.type().equals(Submission.DUPLICATE_REFERENCE));
        Answer ofTheBusiness = businessErrors(refused);
        return taken
                ? unknowns.choose(
                        Unknown.DUPLICATE_REFERENCE,
                        ofTheBusiness,
                        Answer.fieldErrors(Map.of("creditorReference", List.of("Is taken"))))
                : ofTheBusiness;
    }

    private static Answer businessErrors(Submission.Refused refused) {
        ObjectNode body = Json.object();
        ArrayNode problems = body.putArray("businessErrors");
        refused.problems().forEach(problem -> problems.addObject()
                .put("type", problem.type())
                .put("message", problem.message())
                .put("solutionUrl", problem.solutionUrl().orElse(null)));
        refused.combinedSigningUrl()
                .ifPresentOrElse(
                        url -> body.putObject("signingHandoff").put("combinedSigningUrl", url),
                        () -> body.putNull("signingHandoff"));
        return Answer.of(422, body);
    }

    private Answer byCreditorReference(Call call) {
        return cases.register()
                .byCreditorReference(account(call), call.path("creditorReference"))
                .map(found -> Answer.ok(views.full(found, door(call))))
                .orElseGet(() -> Answer.notFound("A case with this creditor reference"));
    }

    private Answer byReference(Call call) {
        Account account = account(call);
        return cases.register()
                .byReference(call.path("caseReference"))
                .filter(found -> found.account() == account)
                .map(found -> Answer.ok(views.full(found, door(call))))
                .orElseGet(() -> Answer.notFound("A case with this reference"));
    }

    private Answer list(Call call) {
        Set<UUID> ids = ids(call, "Ids");
        Set<UUID> debtors = ids(call, "DebtorIds");
        List<Lifecycle> statuses = call.queries("Statuses").stream()
                .flatMap(status -> Lifecycle.of(status).stream())
                .toList();
        List<CollectionCase> matching = cases.of(account(call)).stream()
                .filter(found -> ids.isEmpty() || ids.contains(found.id()))
                .filter(found -> debtors.isEmpty() || debtors.contains(found.debtorId()))
                .filter(found -> call.queries("Statuses").isEmpty() || statuses.contains(found.lifecycle()))
                .filter(found -> isOfDivision(found, call.queries("DivisionIds")))
                .sorted(CaseOrder.of(call.query("Sort").orElse("DateCreated:desc")))
                .toList();
        Paging<CollectionCase> page = Paging.cut(matching, call, PAGE_SIZE);
        ObjectNode answer = Json.object();
        answer.set("page", page.page());
        answer.set("cases", Json.array(page.items(), found -> views.full(found, door(call))));
        return Answer.ok(answer);
    }

    private static Set<UUID> ids(Call call, String parameter) {
        return call.queries(parameter).stream().map(UUID::fromString).collect(Collectors.toSet());
    }

    private static boolean isOfDivision(CollectionCase found, List<String> wanted) {
        return wanted.isEmpty()
                || found.division()
                        .filter(division -> wanted.stream().anyMatch(division::equalsIgnoreCase))
                        .isPresent();
    }

    private Answer contracts(CollectionCase found, Doorway door) {
        Optional<Paper> power = paperwork.powerOfAttorney(found.agency());
        Optional<Paper> appendix =
                paperwork.pricingAppendix(found.debtorCountry().alpha2());
        boolean open = Stream.of(power, appendix)
                .flatMap(Optional::stream)
                .anyMatch(paper -> !Paperwork.isSettled(found.account(), paper));
        ObjectNode answer = Json.object();
        answer.set("sdca", agreement(door));
        answer.set("poa", document(door, power));
        answer.set("pricingAppendix", appendix.isPresent() ? document(door, appendix) : NullNode.getInstance());
        return Answer.ok(
                answer.put("collectionPartnerName", found.agency().name()).put("needsPoaSigning", open));
    }

    private ObjectNode agreement(Doorway door) {
        Account.Agreement state = door.signer().agreement();
        return Json.object()
                .put("signed", state != Account.Agreement.UNSIGNED)
                .put("requiresResigning", state == Account.Agreement.OUTDATED)
                .put("solutionUrl", paperwork.page(door, new Paper.Agreement()).orElse(null));
    }

    /** A power of attorney that the agency does not want counts as signed: nothing is open. */
    private ObjectNode document(Doorway door, Optional<Paper> asked) {
        Optional<Signature> signature = asked.flatMap(paper -> Paperwork.signature(door.signer(), paper));
        return Json.object()
                .put("signed", asked.isEmpty() || signature.isPresent())
                .put(
                        "requiresResigning",
                        signature.filter(given -> !given.isCurrent()).isPresent())
                .put(
                        "solutionUrl",
                        asked.flatMap(paper -> paperwork.page(door, paper)).orElse(null));
    }

    private Answer agreementStatus(Call call) {
        Doorway door = door(call);
        return Answer.ok(agreement(door)
                .put("invalidationReason", door.signer().invalidation().wireName())
                .put("termsUrl", paperwork.terms(door, new Paper.Agreement()).orElse(null)));
    }

    /** Forgets the answers given under idempotency keys. */
    public void clear() {
        keys.clear();
    }
}
