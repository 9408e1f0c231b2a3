package dev.recoup.sandbox.pages;

import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Doorway;
import java.util.Optional;

/**
 * Somebody on one page of a walk.
 *
 * @param door whose pages they are
 * @param step what is to be done here
 * @param walk all that is to be done
 * @param returnUrl where the platform wants the visitor afterwards, checked to be usable
 */
record Visit(Doorway door, Step step, Walk walk, Optional<String> returnUrl) {

    Account account() {
        return door.signer();
    }

    /** The place in the list of steps; adding a colleague belongs to the team. */
    Step place() {
        return step instanceof Step.Colleague ? new Step.Team() : step;
    }

    String address() {
        return address(step);
    }

    String address(Step other) {
        return Addresses.of(door, other, walk, returnUrl);
    }

    String done() {
        return Addresses.done(door, walk, returnUrl);
    }
}
