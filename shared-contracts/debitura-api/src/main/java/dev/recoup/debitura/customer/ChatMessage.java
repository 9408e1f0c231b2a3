package dev.recoup.debitura.customer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A chat message of a case. Personal data: its text form says only id and time.
 *
 * @param id its id
 * @param dateCreated when it was written
 * @param dateUpdated when it last changed
 * @param role which side wrote it: 0 partner, 1 creditor, 2 managed by partner
 * @param roleLabel the side for humans
 * @param message the text
 * @param isSeen the other side has seen it
 * @param user who wrote it
 */
public record ChatMessage(
        UUID id,
        Instant dateCreated,
        Optional<Instant> dateUpdated,
        int role,
        Optional<String> roleLabel,
        Optional<String> message,
        @JsonProperty("isSeen") boolean isSeen,
        Optional<Author> user) {

    @Override
    public String toString() {
        return "ChatMessage[id=" + id + ", dateCreated=" + dateCreated + "]";
    }

    /**
     * Who wrote a message; personal data, its text form says only the id.
     *
     * @param id a number, unlike the ids of team members: match people by e-mail address
     * @param dateCreated when the user was created
     * @param dateUpdated when the user last changed
     * @param firstName first name
     * @param lastName last name
     * @param email e-mail address
     */
    public record Author(
            int id,
            Optional<Instant> dateCreated,
            Optional<Instant> dateUpdated,
            Optional<String> firstName,
            Optional<String> lastName,
            Optional<String> email) {

        @Override
        public String toString() {
            return "Author[id=" + id + "]";
        }
    }
}
