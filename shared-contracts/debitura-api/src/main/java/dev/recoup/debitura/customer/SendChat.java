package dev.recoup.debitura.customer;

import java.util.UUID;

/**
 * A message to write. The sender is a member of the creditor's team; give the address, the id is deprecated. It has no text form.
 *
 * @param message the text, at most 10000 characters, required
 * @param userId id of a team member, null when the address is given
 * @param userEmail e-mail address of an active team member
 */
public record SendChat(String message, UUID userId, String userEmail) {

    @Override
    public String toString() {
        return "SendChat[]";
    }
}
