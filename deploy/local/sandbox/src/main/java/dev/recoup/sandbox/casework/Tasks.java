package dev.recoup.sandbox.casework;

import dev.recoup.sandbox.cases.Cases;
import dev.recoup.sandbox.cases.CollectionCase;
import dev.recoup.sandbox.cases.Lifecycle;
import dev.recoup.sandbox.cases.QuoteRequest;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.clients.SigningUrls;
import dev.recoup.sandbox.time.VirtualClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What creditors must do: most of it follows from how things stand, and vanishes with its cause (guide 17). */
public final class Tasks {

    private final Cases cases;
    private final Clients clients;
    private final Chats chats;
    private final SigningUrls urls;
    private final VirtualClock clock;
    private final Map<UUID, List<Task>> setByAccount = new HashMap<>();

    /** Starts without tasks that somebody set. */
    public Tasks(Cases cases, Clients clients, Chats chats, SigningUrls urls, VirtualClock clock) {
        this.cases = cases;
        this.clients = clients;
        this.chats = chats;
        this.urls = urls;
        this.clock = clock;
    }

    /** Sets a task on a case whose cause nothing here knows; returns its id. */
    public UUID set(CollectionCase about, TaskType type, Optional<String> note) {
        return keep(
                about.account(),
                Task.of(type, about, clock.now(), urls.casePage(about.id())).noting(note));
    }

    /** Sets a task on an account; returns its id. */
    public UUID set(Account account, TaskType type, Optional<String> note) {
        return keep(
                account,
                Task.ofAccount(type, account.id(), clock.now(), urls.casePage(account.id()))
                        .noting(note));
    }

    private UUID keep(Account account, Task task) {
        setByAccount.computeIfAbsent(account.id(), unused -> new ArrayList<>()).add(task);
        return task.id();
    }

    /**
     * Has a task that was set be done.
     *
     * @throws IllegalArgumentException when no such open task was set
     */
    public void solve(UUID id) {
        boolean done = setByAccount.values().stream()
                .anyMatch(tasks -> tasks.stream()
                                .anyMatch(task ->
                                        task.id().equals(id) && task.solved().isEmpty())
                        && solve(tasks, id));
        if (!done) {
            throw new IllegalArgumentException("No such open task was set");
        }
    }

    private boolean solve(List<Task> tasks, UUID id) {
        tasks.replaceAll(task -> task.id().equals(id) ? task.solved(clock.now()) : task);
        return true;
    }

    /** Has the chat-driven tasks of a case that were set be done, as a message of the creditor does. */
    void answered(CollectionCase about) {
        List<Task> tasks = setByAccount.getOrDefault(about.account().id(), List.of());
        List.copyOf(tasks).stream()
                .filter(task -> task.type().settlement() == TaskType.Settlement.CHAT
                        && task.solved().isEmpty()
                        && task.about().filter(about::equals).isPresent())
                .forEach(task -> solve(tasks, task.id()));
    }

    /** Has the tasks of one type that were set on an account be done. */
    public void solve(Account account, TaskType type) {
        List<Task> tasks = setByAccount.getOrDefault(account.id(), List.of());
        List.copyOf(tasks).stream()
                .filter(task -> task.type() == type
                        && task.about().isEmpty()
                        && task.solved().isEmpty())
                .forEach(task -> solve(tasks, task.id()));
    }

    /** Returns the tasks of an account and of its cases, solved ones included. */
    Stream<Task> of(Account account) {
        Stream<Task> ofAccount = set(account).filter(task -> task.about().isEmpty());
        return Stream.of(
                        signature(account),
                        ofAccount,
                        cases.of(account).stream().flatMap(this::of))
                .flatMap(tasks -> tasks);
    }

    private Stream<Task> set(Account account) {
        return setByAccount.getOrDefault(account.id(), List.of()).stream();
    }

    private Stream<Task> signature(Account account) {
        Optional<Link> link = clients.linkOf(account);
        return link.flatMap(urls::onboarding).stream()
                .map(url -> Task.ofAccount(
                        TaskType.SIGN_CONTRACT, account.id(), link.get().linkedAt(), url));
    }

    /** Returns the tasks of one case, solved ones included. */
    Stream<Task> of(CollectionCase found) {
        Stream<Task> set = set(found.account())
                .filter(task -> task.about().filter(found::equals).isPresent());
        return Stream.of(missing(found), unanswered(found), undecided(found), set)
                .flatMap(tasks -> tasks);
    }

    private Stream<Task> missing(CollectionCase found) {
        String page = urls.casePage(found.id());
        if (found.lifecycle() == Lifecycle.NEEDS_ADDITIONAL_DETAILS) {
            return Stream.of(Task.of(
                    TaskType.MORE_INFO_NEEDED, found, found.steps().getLast().at(), page));
        }
        return found.validation().stream()
                .map(validation -> Task.of(TaskType.CASE_VALIDATION_NEEDS_INFO, found, found.created(), page)
                        .noting(Optional.of(validation.items().getFirst().description())));
    }

    private Stream<Task> unanswered(CollectionCase found) {
        List<Chats.Message> messages = chats.of(found);
        if (messages.isEmpty() || messages.getLast().side() == Chats.Side.CREDITOR) {
            return Stream.empty();
        }
        return Stream.of(
                Task.of(TaskType.REPLY_TO_CHAT, found, messages.getLast().at(), urls.casePage(found.id())));
    }

    private Stream<Task> undecided(CollectionCase found) {
        return found.quoteRequests().stream()
                .filter(QuoteRequest::isOpen)
                .filter(request -> !request.quotes().isEmpty())
                .map(request -> Task.of(
                                TaskType.SELECT_QUOTE_WINNER, found, request.created(), urls.casePage(found.id()))
                        .about(request.id()));
    }

    /** Forgets the tasks that were set. */
    public void clear() {
        setByAccount.clear();
    }
}
