package dev.recoup.sandbox.control;

import static dev.recoup.sandbox.control.ControlApi.answering;
import static dev.recoup.sandbox.control.ControlApi.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.cases.Cases;
import dev.recoup.sandbox.cases.CollectionCase;
import dev.recoup.sandbox.casework.Chats;
import dev.recoup.sandbox.casework.TaskType;
import dev.recoup.sandbox.casework.Tasks;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.BankAccount;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.contract.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.UUID;

/** The {@code /_sandbox} endpoints for what agencies write and want. */
public final class TaskControl {

    private final Cases cases;
    private final Clients clients;
    private final Chats chats;
    private final Tasks tasks;

    /** Prepares the endpoints. */
    public TaskControl(Cases cases, Clients clients, Chats chats, Tasks tasks) {
        this.cases = cases;
        this.clients = clients;
        this.chats = chats;
        this.tasks = tasks;
    }

    /** Adds the endpoints to a router whose bodies are read already. */
    public void addTo(Router router) {
        router.post("/_sandbox/cases/:id/chats").handler(answering(this::write));
        router.post("/_sandbox/cases/:id/tasks")
                .handler(answering((context, body) ->
                        told(tasks.set(found(context), type(body), Json.text(body, "description")))));
        router.post("/_sandbox/clients/:tenant/tasks")
                .handler(answering((context, body) ->
                        told(tasks.set(account(context), type(body), Json.text(body, "description")))));
        router.post("/_sandbox/clients/:tenant/bank-account").handler(answering(this::nameBankAccount));
        router.post("/_sandbox/tasks/:id/solve").handler(answering((context, body) -> {
            UUID id = UUID.fromString(context.pathParam("id"));
            tasks.solve(id);
            return told(id);
        }));
    }

    private Account account(RoutingContext context) {
        return clients.linkOf(context.pathParam("tenant"))
                .map(Link::account)
                .orElseThrow(() -> new NoSuchElementException("No such client"));
    }

    /** What the creditor does in Debitura's app: it settles the task that asks for it. */
    private ObjectNode nameBankAccount(RoutingContext context, JsonNode body) {
        Map<String, String> details = new TreeMap<>();
        BankAccount.FIELDS.forEach(field -> Json.text(body, field).ifPresent(text -> details.put(field, text)));
        Account account = account(context);
        account.bankAccount(new BankAccount(1, details));
        tasks.solve(account, TaskType.ASSIGN_BANK_ACCOUNT);
        return Json.object();
    }

    private CollectionCase found(RoutingContext context) {
        return cases.find(UUID.fromString(context.pathParam("id")))
                .orElseThrow(() -> new NoSuchElementException("No such case"));
    }

    private static TaskType type(JsonNode body) {
        return TaskType.of(required(body, "type"))
                .orElseThrow(() -> new IllegalArgumentException("Unknown type of task"));
    }

    private static ObjectNode told(UUID taskId) {
        return Json.object().put("taskId", taskId.toString());
    }

    private ObjectNode write(RoutingContext context, JsonNode body) {
        Chats.Side side =
                switch (Json.text(body, "role").orElse("Partner")) {
                    case "Partner" -> Chats.Side.PARTNER;
                    case "Managed by partner" -> Chats.Side.MANAGING_PARTNER;
                    default -> throw new IllegalArgumentException("role is Partner or Managed by partner");
                };
        chats.receive(found(context), required(body, "message"), side);
        return Json.object();
    }
}
