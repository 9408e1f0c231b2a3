package dev.recoup.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The golden examples and schemas as published in this artifact. */
public final class Examples {
    /** One example. */
    public record Example(String schema, String name, Path file) {
        public byte[] body() {
            return bytes(file);
        }

        @Override
        public String toString() {
            return schema + "/" + name;
        }
    }

    private Examples() {}

    public static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(Examples.class.getResource("/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static List<Example> valid() {
        return under("examples/valid");
    }

    public static List<Example> invalid() {
        return under("examples/invalid");
    }

    public static Example valid(String schema, String name) {
        return valid().stream()
                .filter(example ->
                        example.schema().equals(schema) && example.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public static JsonNode schema(String name) {
        return EventJson.read(bytes(resource("schemas/" + name + ".schema.json")), JsonNode.class);
    }

    public static List<String> schemaNames(String folder) {
        try (Stream<Path> files = Files.list(resource(folder))) {
            return files.map(file -> file.getFileName().toString().replace(".schema.json", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Example> under(String folder) {
        try (Stream<Path> files = Files.walk(resource(folder))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().endsWith(".refusals.json"))
                    .map(file -> new Example(
                            file.getParent().getFileName().toString(),
                            file.getFileName().toString().replace(".json", ""),
                            file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
