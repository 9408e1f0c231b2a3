package dev.recoup.sandbox.casework;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.cases.CollectionCase;
import dev.recoup.sandbox.cases.CreditorEvents;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.time.VirtualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the creditor's side and the agency write to each other about cases (guide 17). */
public final class Chats {

    /** Who wrote a message. */
    public enum Side {
        /** The agency. */
        PARTNER("Partner"),
        /** The creditor, or Debitura in its name. */
        CREDITOR("Creditor"),
        /** A partner that manages the creditor's cases. */
        MANAGING_PARTNER("Managed by partner");

        private final String label;

        Side(String label) {
            this.label = label;
        }

        /** Returns the text beside the number that answers carry. */
        String label() {
            return label;
        }
    }

    /**
     * One message.
     *
     * @param id Debitura's id
     * @param at when it was written
     * @param text what it says
     * @param side who wrote it
     * @param writer the person; empty for a line that Debitura itself added
     */
    public record Message(UUID id, Instant at, String text, Side side, Optional<Account.User> writer) {}

    private final VirtualClock clock;
    private final CreditorEvents creditorEvents;
    private final Map<UUID, List<Message>> messages = new HashMap<>();

    /** Starts without messages. */
    public Chats(VirtualClock clock, CreditorEvents creditorEvents) {
        this.clock = clock;
        this.creditorEvents = creditorEvents;
    }

    /** Returns the messages of a case, oldest first. */
    public List<Message> of(CollectionCase about) {
        return messages.getOrDefault(about.id(), List.of());
    }

    /** Adds what a member of the creditor's team writes. */
    Message write(CollectionCase about, String text, Account.User writer) {
        return add(about, text, Side.CREDITOR, Optional.of(writer));
    }

    /** Adds a line of Debitura's own, by which the agency learns of something. */
    public void announce(CollectionCase about, String text) {
        add(about, text, Side.CREDITOR, Optional.empty());
    }

    /** Adds what the agency, or a managing partner, writes. */
    public void receive(CollectionCase about, String text, Side side) {
        Account.User clerk = new Account.User(
                0, about.agency().email(), "Clerk " + about.agency().name());
        add(about, text, side, Optional.of(clerk));
    }

    /** Tells whether the other side answered after a message, and so has seen it. */
    boolean isSeen(CollectionCase about, Message message) {
        List<Message> all = of(about);
        return all.subList(all.indexOf(message), all.size()).stream()
                .anyMatch(later -> (later.side() == Side.CREDITOR) != (message.side() == Side.CREDITOR));
    }

    private Message add(CollectionCase about, String text, Side side, Optional<Account.User> writer) {
        Message added = new Message(UUID.randomUUID(), clock.now(), text, side, writer);
        messages.computeIfAbsent(about.id(), unused -> new ArrayList<>()).add(added);
        creditorEvents.tell("chat.created", about, told(added));
        return added;
    }

    /** Returns what events say of a message. */
    public static ObjectNode told(Message message) {
        return Json.object()
                .put("chatId", message.id().toString())
                .put("message", message.text())
                .put("dateCreated", Json.timestamp(message.at()));
    }

    /** Forgets all messages. */
    public void clear() {
        messages.clear();
    }
}
