package dev.recoup.load.ingest;

import dev.recoup.load.http.Request;
import dev.recoup.load.http.Traffic;
import java.util.Optional;

/** Traffic that ends when somebody says so. */
final class StoppableTraffic implements Traffic {

    private final Traffic traffic;
    private volatile boolean stopped;

    StoppableTraffic(Traffic traffic) {
        this.traffic = traffic;
    }

    /** Lets no further request go out; for any thread. */
    void stop() {
        stopped = true;
    }

    @Override
    public Optional<Request> next() {
        return stopped ? Optional.empty() : traffic.next();
    }

    @Override
    public void answered(Request request, int status, byte[] body) {
        traffic.answered(request, status, body);
    }

    @Override
    public void unanswered(Request request) {
        traffic.unanswered(request);
    }
}
