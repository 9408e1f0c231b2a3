package dev.recoup.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;

/** The figures of one run, one flat JSON object. */
public final class Figures {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final ObjectNode values = JSON.createObjectNode();

    /** Sets a count. */
    public void count(String name, long value) {
        values.put(name, value);
    }

    /** Sets a measured value, kept to two decimals. */
    public void measure(String name, double value) {
        values.put(name, BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP));
    }

    /** Sets a text. */
    public void text(String name, String value) {
        values.put(name, value);
    }

    /** Returns a value that was set. */
    public double value(String name) {
        return values.required(name).asDouble();
    }

    /** Returns all of them as JSON. */
    @Override
    public String toString() {
        return values.toPrettyString();
    }

    /** Writes all of them to a file. */
    public void writeTo(Path file) {
        try {
            Files.write(file, JSON.writeValueAsBytes(values));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The figures cannot be written to " + file, unwritable);
        }
    }
}
