package dev.recoup.load.http;

import java.util.Optional;

/** The same request again and again, for floors; every answer must be a 200. */
public final class Repetition implements Traffic {

    private final Request request;
    private long wrong;

    /** Repeats {@code request}. */
    public Repetition(Request request) {
        this.request = request;
    }

    @Override
    public Optional<Request> next() {
        return Optional.of(request);
    }

    @Override
    public void answered(Request answered, int status, byte[] body) {
        if (status != 200) {
            wrong++;
        }
    }

    @Override
    public void unanswered(Request lost) {
        wrong++;
    }

    /** Returns how many were answered with something else, or not at all. */
    public long wrong() {
        return wrong;
    }
}
