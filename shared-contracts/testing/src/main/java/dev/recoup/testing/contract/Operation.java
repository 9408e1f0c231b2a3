package dev.recoup.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An operation of a document: its name, and how to recognise a call of it, and what it may carry. */
record Operation(String name, String method, Pattern path, long variables, Set<String> queries, Set<String> parts) {

    /** Takes the method and the path for the name where the document gives none. */
    static Operation of(String method, String template, Set<String> queries, JsonNode described) {
        String operationId = described.path("operationId").asText("");
        String verb = method.toUpperCase(Locale.ROOT);
        String regex =
                Stream.of(template.split("/", -1)).map(Operation::segment).collect(Collectors.joining("/"));
        return new Operation(
                operationId.isEmpty() ? verb + " " + template : operationId,
                verb,
                Pattern.compile(regex),
                template.chars().filter(character -> character == '{').count(),
                queries,
                partsOf(described));
    }

    /** The names of the parts that a multipart body may have. */
    private static Set<String> partsOf(JsonNode described) {
        Set<String> parts = new TreeSet<>();
        described
                .at("/requestBody/content/multipart~1form-data/schema/properties")
                .fieldNames()
                .forEachRemaining(parts::add);
        return parts;
    }

    private static String segment(String segment) {
        int open = segment.indexOf('{');
        int close = segment.indexOf('}');
        return open < 0
                ? Pattern.quote(segment)
                : Pattern.quote(segment.substring(0, open)) + "[^/]+" + Pattern.quote(segment.substring(close + 1));
    }

    boolean isCalledBy(String calledMethod, String calledPath) {
        return method.equals(calledMethod) && path.matcher(calledPath).matches();
    }
}
