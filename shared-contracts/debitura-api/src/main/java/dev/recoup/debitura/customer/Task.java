package dev.recoup.debitura.customer;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something the creditor must do. Tasks vanish when their cause is gone. Its text form says only id, type and status.
 *
 * @param id its id
 * @param type kind
 * @param typeLabel kind for humans
 * @param title text for humans
 * @param description longer text for humans
 * @param status open or solved
 * @param caseId the case; empty for tasks of the account
 * @param caseReference reference of the case
 * @param leadId the quote request
 * @param deadline until when
 * @param dateCreated when it arose
 * @param dateSolved when it was solved
 * @param solutionUrl page where a person solves it
 * @param action call by which a program solves it
 */
public record Task(
        UUID id,
        TaskType type,
        Optional<String> typeLabel,
        Optional<String> title,
        Optional<String> description,
        TaskStatus status,
        Optional<UUID> caseId,
        Optional<String> caseReference,
        Optional<UUID> leadId,
        Optional<Instant> deadline,
        Instant dateCreated,
        Optional<Instant> dateSolved,
        Optional<String> solutionUrl,
        Optional<Action> action) {

    @Override
    public String toString() {
        return "Task[id=" + id + ", type=" + type + ", status=" + status + "]";
    }

    /**
     * A call that solves a task.
     *
     * @param method HTTP method
     * @param path path below the base of the API, ids in braces
     */
    public record Action(Optional<String> method, Optional<String> path) {}
}
