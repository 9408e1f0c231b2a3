package dev.recoup.debitura.customer;

import java.util.Optional;
import java.util.UUID;

/**
 * A member of the creditor's team; personal data, its text form says only the id.
 *
 * @param id its id
 * @param name full name
 * @param email e-mail address
 */
public record TeamMember(UUID id, Optional<String> name, Optional<String> email) {

    @Override
    public String toString() {
        return "TeamMember[id=" + id + "]";
    }
}
