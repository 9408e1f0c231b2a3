package dev.recoup.load.sandbox;

import dev.recoup.load.http.Request;
import dev.recoup.load.http.Traffic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads cases one after the other; every answer must be a 200 that shows the case that was asked for. */
final class Reads implements Traffic {

    private final List<SandboxBooks.Entry> cases;
    private final Function<SandboxBooks.Entry, Map<String, String>> credential;
    private int position;
    private long right;
    private long wrong;
    private long bytes;

    Reads(List<SandboxBooks.Entry> cases, Function<SandboxBooks.Entry, Map<String, String>> credential) {
        this.cases = cases;
        this.credential = credential;
    }

    @Override
    public Optional<Request> next() {
        SandboxBooks.Entry read = cases.get(position++ % cases.size());
        return Optional.of(Request.get(read.id(), "/cases/" + read.id(), credential.apply(read)));
    }

    @Override
    public void answered(Request request, int status, byte[] body) {
        bytes += body.length;
        String expected = "{\"id\":\"" + request.id() + "\"";
        if (status == 200
                && new String(body, 0, Math.min(body.length, expected.length()), StandardCharsets.US_ASCII)
                        .equals(expected)) {
            right++;
        } else {
            wrong++;
        }
    }

    @Override
    public void unanswered(Request request) {
        wrong++;
    }

    long right() {
        return right;
    }

    long wrong() {
        return wrong;
    }

    /** Mean size of an answer. */
    int bytesPerAnswer() {
        return (int) (bytes / Math.max(1, right + wrong));
    }
}
