package dev.recoup.load.http;

import java.util.Optional;

/** What is sent, and who hears the answers; every method is called on the generator's one thread. */
public interface Traffic {

    /** Returns the next request; empty when there is nothing more to send, which ends the run. */
    Optional<Request> next();

    /** Hears an answer; {@code body} is empty when the answer has none. */
    void answered(Request request, int status, byte[] body);

    /** Hears that no answer will come: whether the request had its effect is unknown. */
    void unanswered(Request request);
}
