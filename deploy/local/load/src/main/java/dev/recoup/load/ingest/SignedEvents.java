package dev.recoup.load.ingest;

import dev.recoup.load.http.Request;
import dev.recoup.load.http.Traffic;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Webhooks of 1 KB as Debitura signs them (guide 12), each event with an id of its own, the cases in turn; remembers of
 * every event whether a delivery of it was accepted, and when first. Used by the generator's thread.
 */
final class SignedEvents implements Traffic {

    private static final int BODY_BYTES = 1024;
    private static final int MANY_CASES = 10_000;
    private static final int FIRST_CAPACITY = 1 << 16;

    private final String run;
    private final String path;
    private final Signer signer;
    private final byte[] padding;
    private final int cases;
    private final int copies;
    private long[] acceptedAtMillis = new long[FIRST_CAPACITY];
    private int deliveries;
    private int accepted;
    private int refused;
    private int unanswered;

    /**
     * Prepares events.
     *
     * @param run eight hexadecimal digits that tell these events from those of other runs
     * @param path where they go
     * @param secret that they are signed with
     */
    SignedEvents(String run, String path, byte[] secret) {
        this(run, path, secret, MANY_CASES, 1);
    }

    /**
     * Prepares events of few cases, or that are delivered several times at once.
     *
     * @param run eight hexadecimal digits that tell these events from those of other runs
     * @param path where they go
     * @param secret that they are signed with
     * @param cases how many cases they are about
     * @param copies how often each is delivered, one right after the other
     */
    SignedEvents(String run, String path, byte[] secret, int cases, int copies) {
        this.run = run;
        this.cases = cases;
        this.copies = copies;
        this.path = path;
        this.signer = new Signer(secret);
        this.padding = new byte[BODY_BYTES];
        Arrays.fill(padding, (byte) 'x');
    }

    @Override
    public Optional<Request> next() {
        int number = deliveries++ / copies;
        if (number == acceptedAtMillis.length) {
            acceptedAtMillis = Arrays.copyOf(acceptedAtMillis, number * 2);
        }
        byte[] body = body(number);
        Map<String, String> headers = Map.of(Signer.HEADER, signer.sign(body), "X-Debitura-Event", "case.updated");
        return Optional.of(Request.post(Integer.toString(number), path, headers, body));
    }

    @Override
    public void answered(Request request, int status, byte[] body) {
        if (status == 200) {
            accept(Integer.parseInt(request.id()));
        } else {
            refused++;
        }
    }

    private void accept(int number) {
        if (!isAccepted(number)) {
            accepted++;
            acceptedAtMillis[number] = System.currentTimeMillis();
        }
    }

    @Override
    public void unanswered(Request request) {
        unanswered++;
    }

    /** Returns the number of the event with the given id; empty if it is of another run. */
    Optional<Integer> number(String eventId) {
        return eventId.startsWith(run)
                ? Optional.of(Integer.parseInt(eventId.substring(eventId.length() - 8), 16))
                : Optional.empty();
    }

    boolean isAccepted(int number) {
        return acceptedAtMillis[number] > 0;
    }

    /** Returns when the answer to an accepted event came, in milliseconds since 1970. */
    long acceptedAtMillis(int number) {
        return acceptedAtMillis[number];
    }

    /** Returns how many events were sent, each of them once or several times. */
    int sent() {
        return (deliveries + copies - 1) / copies;
    }

    /** Returns the case that an event is about; its events have rising numbers. */
    int caseOf(int number) {
        return number % cases;
    }

    /** Returns how many events were answered with 200 at least once. */
    int accepted() {
        return accepted;
    }

    /** Returns how many were answered with anything but 200, or not at all. */
    int failed() {
        return refused + unanswered;
    }

    private byte[] body(int number) {
        String head = String.format(
                Locale.ROOT,
                "{\"id\":\"%s-0000-4000-8000-0000%08x\",\"specVersion\":\"1.0\",\"event\":\"case.updated\","
                        + "\"timestamp\":\"2026-06-02T08:00:11Z\",\"data\":{\"caseId\":\"%08x-0000-4000-8000-%s0000\","
                        + "\"reference\":\"C-%05d\",\"externalTenantId\":\"ten-%04d\",\"note\":\"",
                run,
                number,
                caseOf(number),
                run,
                caseOf(number),
                caseOf(number) % 1_000);
        byte[] body = Arrays.copyOf(padding, BODY_BYTES);
        byte[] front = head.getBytes(StandardCharsets.US_ASCII);
        byte[] back = "\"},\"links\":{}}".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(front, 0, body, 0, front.length);
        System.arraycopy(back, 0, body, BODY_BYTES - back.length, back.length);
        return body;
    }
}
