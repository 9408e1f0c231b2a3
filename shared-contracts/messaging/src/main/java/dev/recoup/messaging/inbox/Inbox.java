package dev.recoup.messaging.inbox;

import dev.recoup.events.Environment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Remembers which events have had their effect, in the very transaction that has it. */
public final class Inbox {

    // language=PostgreSQL
    private static final String INSERT = """
            insert into inbox (topic, source, event_id, replay_id, environment) values (?, ?, ?, ?, ?)
            on conflict do nothing
            """;

    /**
     * Notes that the event has its effect in this transaction. If another transaction is about to do the same, this
     * waits for its end.
     *
     * @param connection a connection with an open transaction
     * @param delivery which event, from where
     * @throws SQLException if the row could not be written; the transaction must then be rolled back
     */
    public Reception receive(Connection connection, Delivery delivery) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, delivery.topic());
            insert.setString(2, delivery.source());
            insert.setString(3, delivery.eventId());
            insert.setString(4, delivery.replayId());
            insert.setString(5, delivery.environment().wire());
            return insert.executeUpdate() == 1 ? Reception.FIRST_TIME : Reception.ALREADY_SEEN;
        }
    }

    /**
     * What identifies an event that is handled once.
     *
     * @param topic where it came from; a publisher may use one id on two topics
     * @param source {@code ce_source}
     * @param eventId {@code ce_id}
     * @param replayId {@code ce_replayid}; empty text for what is no replay
     * @param environment Debitura's environment that it is about
     */
    public record Delivery(String topic, String source, String eventId, String replayId, Environment environment) {}

    /** Whether an event is new. */
    public enum Reception {
        FIRST_TIME,
        ALREADY_SEEN
    }
}
