package dev.recoup.load.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recoup.load.http.Request;
import dev.recoup.load.http.Traffic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Creates cases, each with a reference and an idempotency key of its own, and compares with the books afterwards. */
final class Creates implements Traffic {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> tokens;
    private final Map<String, String> acknowledged = new HashMap<>();
    private final Set<String> unknown = new HashSet<>();
    private int number;
    private long refused;
    private long bytes;

    /** What the books say about the cases that were created. */
    record Comparison(long lost, long duplicated, long verified) {}

    Creates(List<String> tokens) {
        this.tokens = tokens;
    }

    @Override
    public Optional<Request> next() {
        String reference = "bench-" + ++number;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer " + tokens.get(number % tokens.size()));
        headers.put("Idempotency-Key", reference);
        return Optional.of(Request.post(reference, "/cases", headers, claim(reference)));
    }

    static byte[] claim(String reference) {
        return """
                {"currencyCode":"EUR","amountToRecover":1875.40,"date":"2026-01-10","dueDate":"2026-02-09",\
                "creditorReference":"%s","comments":"Two reminders were sent","debtor":{"type":"Company",\
                "name":"Mistral SARL","address":"4 rue de la Part-Dieu","zipCode":"69003","city":"Lyon",\
                "countryAlpha2":"FR","email":"compta@mistral.example"}}""".formatted(reference).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void answered(Request request, int status, byte[] body) {
        bytes += body.length;
        if (status == 200) {
            acknowledged.put(request.id(), id(body));
        } else {
            refused++;
        }
    }

    private static String id(byte[] body) {
        try {
            return JSON.readTree(body).path("id").asText();
        } catch (IOException notJson) {
            return "";
        }
    }

    @Override
    public void unanswered(Request request) {
        unknown.add(request.id());
    }

    /** A reference that the books have without an answer to it is no error; any other one is. */
    Comparison compare(List<SandboxBooks.Entry> books) {
        Set<String> seen = new HashSet<>();
        long duplicated = 0;
        long verified = 0;
        for (SandboxBooks.Entry entry : books) {
            if (!seen.add(entry.creditorReference())) {
                duplicated++;
            } else if (entry.id().equals(acknowledged.get(entry.creditorReference()))) {
                verified++;
            } else if (!unknown.contains(entry.creditorReference())) {
                duplicated++;
            }
        }
        return new Comparison(acknowledged.size() - verified, duplicated, verified);
    }

    long refused() {
        return refused;
    }

    /** Mean size of an answer. */
    int bytesPerAnswer() {
        return (int) (bytes / Math.max(1, acknowledged.size() + refused));
    }
}
