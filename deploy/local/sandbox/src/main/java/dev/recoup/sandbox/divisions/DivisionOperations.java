package dev.recoup.sandbox.divisions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.cases.Cases;
import dev.recoup.sandbox.cases.CollectionCase;
import dev.recoup.sandbox.cases.CreditorCaseOperations;
import dev.recoup.sandbox.cases.Lifecycle;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Country;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.IdempotencyKeys;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.unknowns.Unknowns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The Customer API's divisions: the parts of one organisation that share an account (guide 7). */
public final class DivisionOperations {

    private static final int PAGE_SIZE = 10;
    private static final List<String> TEXTS = List.of(
            "companyName", "registrationNumber", "address", "zipCode", "state", "city", "officeEmail", "officePhone");

    private final Clients clients;
    private final Cases cases;
    private final VirtualClock clock;
    private final IdempotencyKeys keys;
    private final Map<UUID, ObjectNode> views = new LinkedHashMap<>();

    /** Prepares the operations. */
    public DivisionOperations(Clients clients, Cases cases, VirtualClock clock, Unknowns unknowns) {
        this.clients = clients;
        this.cases = cases;
        this.clock = clock;
        this.keys = new IdempotencyKeys(clock, unknowns);
    }

    /** Adds the operations to the Customer API. */
    public void addTo(ApiServer customer) {
        customer.on(
                        "createDivision",
                        call -> keys.once(CreditorCaseOperations.creditorOf(call.caller()), call, () -> create(call)))
                .on("listDivisions", this::list)
                .on("getDivision", call -> with(call, view -> Answer.ok(view.deepCopy())))
                .on("updateDivision", call -> with(call, view -> update(account(call), view, call.body())))
                .on("deleteDivision", call -> with(call, view -> delete(call, view)))
                .on("archiveDivision", call -> with(call, view -> archive(account(call), view)));
    }

    private Account account(Call call) {
        return clients.account(CreditorCaseOperations.creditorOf(call.caller())).orElseThrow();
    }

    private Answer with(Call call, Function<ObjectNode, Answer> action) {
        UUID id = UUID.fromString(call.path("id"));
        return Optional.ofNullable(account(call).divisions().get(id))
                .flatMap(state -> Optional.ofNullable(views.get(id)))
                .map(action)
                .orElseGet(() -> Answer.notFound("The division"));
    }

    private static Map<String, List<String>> check(JsonNode body) {
        Map<String, List<String>> errors = new LinkedHashMap<>();
        if (Json.text(body, "companyName").isEmpty()) {
            errors.put("companyName", List.of("Is required"));
        }
        if (Country.ofCode(body.get("countryCode").asText()).isEmpty()) {
            errors.put("countryCode", List.of("Not a known country"));
        }
        return errors;
    }

    private Answer create(Call call) {
        Map<String, List<String>> errors = check(call.body());
        if (!errors.isEmpty()) {
            return Answer.fieldErrors(errors);
        }
        UUID id = UUID.randomUUID();
        ObjectNode view = Json.object().put("id", id.toString());
        fill(view, call.body())
                .put("isArchived", false)
                .put("createdUtc", Json.timestamp(clock.now()))
                .putNull("updatedUtc");
        views.put(id, view);
        note(account(call), view, Account.DivisionState.OPEN);
        return Answer.of(201, view.deepCopy());
    }

    private static void note(Account account, ObjectNode view, Account.DivisionState state) {
        account.divisions()
                .put(
                        UUID.fromString(view.get("id").asText()),
                        new Account.Division(view.get("companyName").asText(), state));
    }

    private static ObjectNode fill(ObjectNode view, JsonNode body) {
        TEXTS.forEach(field -> view.put(field, Json.text(body, field).orElse(null)));
        Country country = Country.ofCode(body.get("countryCode").asText()).orElseThrow();
        view.putObject("country")
                .put("id", country.id())
                .put("name", country.name())
                .put("alpha2", country.alpha2());
        return view;
    }

    private Answer update(Account account, ObjectNode view, JsonNode body) {
        Map<String, List<String>> errors = check(body);
        if (!errors.isEmpty()) {
            return Answer.fieldErrors(errors);
        }
        fill(view, body).put("updatedUtc", Json.timestamp(clock.now()));
        note(
                account,
                view,
                view.get("isArchived").asBoolean() ? Account.DivisionState.ARCHIVED : Account.DivisionState.OPEN);
        return Answer.ok(view.deepCopy());
    }

    private Answer delete(Call call, ObjectNode view) {
        Account account = account(call);
        String id = view.get("id").asText();
        boolean used = cases.of(account).stream()
                .filter(found -> found.lifecycle() != Lifecycle.CLOSED)
                .anyMatch(found -> belongsTo(found, id));
        if (used) {
            return Answer.error(422, "DivisionInUse", "Open cases refer to the division");
        }
        views.remove(UUID.fromString(id));
        account.divisions().remove(UUID.fromString(id));
        return Answer.empty(204);
    }

    private static boolean belongsTo(CollectionCase found, String division) {
        return found.division().filter(division::equalsIgnoreCase).isPresent();
    }

    private Answer archive(Account account, ObjectNode view) {
        if (view.get("isArchived").asBoolean()) {
            return Answer.error(422, "DivisionArchived", "The division is archived already");
        }
        view.put("isArchived", true).put("updatedUtc", Json.timestamp(clock.now()));
        note(account, view, Account.DivisionState.ARCHIVED);
        return Answer.ok(view.deepCopy());
    }

    private Answer list(Call call) {
        boolean archivedToo =
                call.query("includeArchived").map(Boolean::parseBoolean).orElse(false);
        int size = call.query("pageSize", PAGE_SIZE);
        int number = call.query("page", 1);
        if (size < 1 || number < 1) {
            return Answer.error(400, "BadRequest", "Pages and their sizes start at 1");
        }
        List<ObjectNode> all = account(call).divisions().keySet().stream()
                .map(views::get)
                .filter(view -> archivedToo || !view.get("isArchived").asBoolean())
                .toList();
        List<ObjectNode> items =
                all.stream().skip((number - 1L) * size).limit(size).toList();
        ObjectNode answer = Json.object();
        answer.putObject("page")
                .put("totalResults", all.size())
                .put("pageSize", size)
                .put("currentPage", number)
                .put("responseCount", items.size())
                .put("totalPages", (all.size() + size - 1) / size);
        answer.set("divisions", Json.array(items, ObjectNode::deepCopy));
        return Answer.ok(answer);
    }

    /** Forgets all divisions. */
    public void clear() {
        keys.clear();
        views.clear();
    }
}
