package dev.recoup.sandbox.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A partner's wish to be linked with an account that exists already; waits for the client's answer (guide 6.6). */
public final class LinkRequest {

    /** What became of the wish. */
    public enum State {
        /** Not answered yet. */
        PENDING,
        /** The client agreed. */
        APPROVED,
        /** The client refused. */
        DECLINED,
        /** Nobody answered in time. */
        EXPIRED
    }

    private final UUID token = UUID.randomUUID();
    private final String externalTenantId;
    private final List<Account> candidates;
    private final List<JsonNode> cases;
    private final Instant deadline;
    private State state = State.PENDING;
    private Account account;

    LinkRequest(String externalTenantId, List<Account> candidates, List<JsonNode> cases, Instant deadline) {
        this.externalTenantId = externalTenantId;
        this.candidates = List.copyOf(candidates);
        this.account = candidates.getFirst();
        this.cases = List.copyOf(cases);
        this.deadline = deadline;
    }

    /** Returns the secret part of the approval URL. */
    public UUID token() {
        return token;
    }

    /** Returns the partner's name for the client. */
    public String externalTenantId() {
        return externalTenantId;
    }

    /** Returns the accounts that were found by e-mail, at least one. */
    public List<Account> candidates() {
        return candidates;
    }

    /** Returns the account that the client chose, before that the first of the {@link #candidates}. */
    public Account account() {
        return account;
    }

    /** Returns what became of the request. */
    public State state() {
        return state;
    }

    List<JsonNode> cases() {
        return cases;
    }

    Instant deadline() {
        return deadline;
    }

    void approve(Account chosen) {
        account = chosen;
        state = State.APPROVED;
    }

    void state(State next) {
        state = next;
    }
}
