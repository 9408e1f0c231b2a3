package dev.recoup.sandbox.casework;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.cases.Cases;
import dev.recoup.sandbox.cases.CollectionCase;
import dev.recoup.sandbox.cases.CreditorCaseOperations;
import dev.recoup.sandbox.cases.EngagementPhase;
import dev.recoup.sandbox.cases.Proceedings;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.contract.Paging;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The Customer API's daily work on cases: history, chat, open tasks, and who may write (guide 17). */
public final class CaseworkOperations {

    private static final int PAGE_SIZE = 10;
    private static final int TEAM_PAGE_SIZE = 50;

    private final Cases cases;
    private final Clients clients;
    private final Chats chats;
    private final Tasks tasks;
    private final Proceedings proceedings;

    /** Prepares the operations. */
    public CaseworkOperations(Cases cases, Clients clients, Chats chats, Tasks tasks, Proceedings proceedings) {
        this.cases = cases;
        this.clients = clients;
        this.chats = chats;
        this.tasks = tasks;
        this.proceedings = proceedings;
    }

    /** Adds the operations to the Customer API. */
    public void addTo(ApiServer customer) {
        customer.on("getMe", call -> Answer.ok(profile(account(call))))
                .on("listUsers", this::users)
                .on("getCaseTimeline", call -> withCase(call, found -> Answer.ok(timeline(found))))
                .on("listCaseChats", call -> withCase(call, this::chats))
                .on("sendCaseChat", call -> withCase(call, found -> send(found, call.body())))
                .on("listCaseTasks", call -> withCase(call, found -> ofType(call, tasks.of(found))))
                .on("listTasks", this::tasks);
    }

    private Account account(Call call) {
        return clients.account(CreditorCaseOperations.creditorOf(call.caller())).orElseThrow();
    }

    private Answer withCase(Call call, Function<CollectionCase, Answer> action) {
        return cases.find(CreditorCaseOperations.creditorOf(call.caller()), call.path("id"))
                .map(action)
                .orElseGet(() -> Answer.notFound("The case"));
    }

    private static ObjectNode profile(Account account) {
        Account.Profile profile = account.profile();
        return Json.object()
                .put("id", account.id().toString())
                .put("companyName", profile.name())
                .put("companyRegistrationNumber", profile.registrationNumber())
                .put("address", profile.address())
                .put("zipCode", profile.zipCode())
                .put("city", profile.city())
                .put("state", profile.state())
                .put("country", profile.country().name())
                .put("officeEmail", profile.email())
                .put("officePhone", profile.phone());
    }

    private Answer users(Call call) {
        Paging<Account.User> page = Paging.cut(account(call).users(), call, TEAM_PAGE_SIZE);
        ObjectNode answer = Json.object();
        answer.set("page", page.page());
        answer.set("users", Json.array(page.items(), user -> Json.object()
                .put("id", publicId(user).toString())
                .put("name", user.name())
                .put("email", user.email())));
        return Answer.ok(answer);
    }

    private static UUID publicId(Account.User user) {
        return UUID.nameUUIDFromBytes(("user " + user.id()).getBytes(StandardCharsets.US_ASCII));
    }

    private static ObjectNode timeline(CollectionCase shown) {
        ObjectNode view = Json.object();
        view.set("items", Json.array(shown.steps(), step -> {
            boolean first = step == shown.steps().getFirst();
            ObjectNode item = Json.object()
                    .put("date", Json.timestamp(step.at()))
                    .put("type", first ? "CaseCreated" : "LifecycleChanged")
                    .put("title", first ? "Case created" : "Status changed")
                    .put("description", step.to().label());
            item.putObject("actor")
                    .put("type", first ? "Creditor user" : "System")
                    .putNull("name");
            return item;
        }));
        return view.put(
                "currentEngagementPhase",
                shown.phase().map(EngagementPhase::label).orElse(null));
    }

    private Answer chats(CollectionCase found) {
        return Answer.ok(Json.array(chats.of(found), message -> view(found, message)));
    }

    private Answer send(CollectionCase found, JsonNode body) {
        Optional<String> email = Json.text(body, "userEmail");
        Optional<String> id = Json.text(body, "userId");
        if (email.isEmpty() && id.isEmpty()) {
            return Answer.error(400, "MissingUserIdentifier", "Give userEmail or userId");
        }
        String text = body.get("message").asText();
        if (text.isBlank()) {
            return Answer.error(400, "BadRequest", "The message is empty");
        }
        return found.account().users().stream()
                .filter(user -> email.map(user.email()::equalsIgnoreCase)
                        .orElseGet(() -> publicId(user).toString().equalsIgnoreCase(id.orElseThrow())))
                .findFirst()
                .map(writer -> Answer.ok(view(found, write(found, text, writer))))
                .orElseGet(() -> Answer.error(400, "InvalidUserEmail", "Not an active member of the team"));
    }

    private Chats.Message write(CollectionCase found, String text, Account.User writer) {
        Chats.Message written = chats.write(found, text, writer);
        proceedings.respond(found);
        tasks.answered(found);
        return written;
    }

    private ObjectNode view(CollectionCase found, Chats.Message shown) {
        ObjectNode view = Json.object()
                .put("id", shown.id().toString())
                .put("dateCreated", Json.timestamp(shown.at()))
                .putNull("dateUpdated")
                .put("role", shown.side().ordinal())
                .put("roleLabel", shown.side().label())
                .put("message", shown.text())
                .put("isSeen", chats.isSeen(found, shown));
        shown.writer().ifPresentOrElse(writer -> view.set("user", view(writer)), () -> view.putNull("user"));
        return view;
    }

    private static ObjectNode view(Account.User writer) {
        String name = writer.name();
        int space = name.lastIndexOf(' ');
        return Json.object()
                .put("id", writer.id())
                .putNull("dateCreated")
                .putNull("dateUpdated")
                .put("firstName", space < 0 ? name : name.substring(0, space))
                .put("lastName", space < 0 ? "" : name.substring(space + 1))
                .put("email", writer.email());
    }

    private Answer tasks(Call call) {
        Optional<Answer> refusal = refusal(call);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Paging<Task> page = Paging.cut(wanted(call, tasks.of(account(call))), call, PAGE_SIZE);
        ObjectNode answer = Json.object();
        answer.set("page", page.page());
        answer.set("tasks", Json.array(page.items(), Task::view));
        return Answer.ok(answer);
    }

    private static Answer ofType(Call call, Stream<Task> tasks) {
        return refusal(call).orElseGet(() -> Answer.ok(Json.array(wanted(call, tasks), Task::view)));
    }

    private static Optional<Answer> refusal(Call call) {
        boolean known = Set.of("Open", "Solved").contains(call.query("status").orElse("Open"))
                && call.queries("type").stream()
                        .allMatch(type -> TaskType.of(type).isPresent());
        return known ? Optional.empty() : Optional.of(Answer.error(400, "BadRequest", "Unknown status or type"));
    }

    private static List<Task> wanted(Call call, Stream<Task> tasks) {
        List<String> types = call.queries("type");
        boolean open = call.query("status").orElse("Open").equals("Open");
        return tasks.filter(task -> task.solved().isEmpty() == open)
                .filter(task -> types.isEmpty() || types.contains(task.type().wireName()))
                .toList();
    }
}
