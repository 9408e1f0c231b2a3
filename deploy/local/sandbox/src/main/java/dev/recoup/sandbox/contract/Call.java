package dev.recoup.sandbox.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request that has passed its gate and conforms to the document. */
public final class Call {

    private static final int DATE_LENGTH = 10;

    private final Caller caller;
    private final Map<String, String> path;
    private final MultiMap query;
    private final MultiMap headers;
    private final byte[] rawBody;
    private final JsonNode body;
    private final Map<String, Upload> uploads;

    Call(
            Caller caller,
            Map<String, String> path,
            MultiMap query,
            MultiMap headers,
            byte[] rawBody,
            JsonNode body,
            Map<String, Upload> uploads) {
        this.caller = caller;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.rawBody = rawBody;
        this.body = body;
        this.uploads = uploads;
    }

    /** Returns who is calling. */
    public Caller caller() {
        return caller;
    }

    /** Returns a path parameter, percent-decoded. */
    public String path(String name) {
        return path.get(name);
    }

    /** Returns a query parameter; empty when absent or blank. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).filter(text -> !text.isBlank());
    }

    /** Returns every value of a repeatable query parameter, in the order given. */
    public List<String> queries(String name) {
        return query.getAll(name);
    }

    /** Returns a whole-number query parameter, or the default that the document states. */
    public int query(String name, int byDefault) {
        return query(name).map(Integer::parseInt).orElse(byDefault);
    }

    /** Returns a point in time from a query parameter; a plain date is its first instant, no zone means UTC. */
    public Optional<Instant> instant(String name) {
        return query(name).map(Call::instantOf);
    }

    /**
     * Reads a date or date-time as requests write them; no zone means UTC.
     *
     * @throws DateTimeException when it is neither
     */
    public static Instant instantOf(String text) {
        if (text.length() <= DATE_LENGTH) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        boolean zoned = text.endsWith("Z") || text.indexOf('+', DATE_LENGTH) > 0 || text.indexOf('-', DATE_LENGTH) > 0;
        return zoned
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    /** Returns a header; empty when absent. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Returns the JSON body, or the fields of a form as texts; a missing node for operations that take neither. */
    public JsonNode body() {
        return body;
    }

    /** Returns a file of a form; empty when the form has none under this name. */
    public Optional<Upload> upload(String name) {
        return Optional.ofNullable(uploads.get(name));
    }

    /**
     * Returns a digest of what is asked for: path, body, and for forms the content of every part, whatever separates
     * the parts.
     */
    byte[] fingerprint() {
        MessageDigest digest = sha256();
        digest.update(path.toString().getBytes(StandardCharsets.UTF_8));
        if (uploads.isEmpty()) {
            digest.update(rawBody);
            return digest.digest();
        }
        digest.update(Json.bytes(body));
        uploads.forEach((name, upload) -> {
            digest.update((name + '\n' + upload.fileName() + '\n').getBytes(StandardCharsets.UTF_8));
            addContent(upload, digest);
        });
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This Java lacks SHA-256", missing);
        }
    }

    private static void addContent(Upload upload, MessageDigest digest) {
        try (InputStream content = new DigestInputStream(Files.newInputStream(upload.file()), digest)) {
            content.transferTo(OutputStream.nullOutputStream());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
