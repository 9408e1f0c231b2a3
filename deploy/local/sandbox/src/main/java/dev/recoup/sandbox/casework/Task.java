package dev.recoup.sandbox.casework;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.cases.CollectionCase;
import dev.recoup.sandbox.contract.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that a creditor must do.
 *
 * @param id the same as long as the cause is the same
 * @param type what it is
 * @param about the case; empty for a task of the account
 * @param quoteRequest the search for offers that it is about
 * @param note what somebody wrote to it
 * @param since when the cause arose
 * @param solved when it was done; empty while it is open
 * @param page where a person does it
 */
record Task(
        UUID id,
        TaskType type,
        Optional<CollectionCase> about,
        Optional<UUID> quoteRequest,
        Optional<String> note,
        Instant since,
        Optional<Instant> solved,
        String page) {

    static Task of(TaskType type, CollectionCase about, Instant since, String page) {
        return new Task(
                id(type, about.id(), since),
                type,
                Optional.of(about),
                Optional.empty(),
                Optional.empty(),
                since,
                Optional.empty(),
                page);
    }

    static Task ofAccount(TaskType type, UUID account, Instant since, String page) {
        return new Task(
                id(type, account, since),
                type,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                since,
                Optional.empty(),
                page);
    }

    private static UUID id(TaskType type, UUID about, Instant since) {
        return UUID.nameUUIDFromBytes((type.wireName() + about + since).getBytes(StandardCharsets.US_ASCII));
    }

    Task about(UUID request) {
        return new Task(id, type, about, Optional.of(request), note, since, solved, page);
    }

    Task noting(Optional<String> text) {
        return new Task(id, type, about, quoteRequest, text, since, solved, page);
    }

    Task solved(Instant at) {
        return new Task(id, type, about, quoteRequest, note, since, Optional.of(at), page);
    }

    /** The {@code Task} of the Customer API. */
    ObjectNode view() {
        ObjectNode view = Json.object()
                .put("id", id.toString())
                .put("type", type.wireName())
                .put("typeLabel", type.label())
                .put("title", type.label())
                .put("description", note.orElse(null))
                .put("status", solved.isPresent() ? "Solved" : "Open")
                .put("caseId", about.map(found -> found.id().toString()).orElse(null))
                .put("caseReference", about.map(CollectionCase::reference).orElse(null))
                .put("leadId", quoteRequest.map(UUID::toString).orElse(null))
                .putNull("deadline")
                .put("dateCreated", Json.timestamp(since))
                .put("dateSolved", solved.map(Json::timestamp).orElse(null))
                .put("solutionUrl", page);
        if (type.settlement() == TaskType.Settlement.CHAT) {
            view.putObject("action").put("method", "POST").put("path", "/cases/{caseId}/chats");
        } else {
            view.putNull("action");
        }
        return view;
    }
}
