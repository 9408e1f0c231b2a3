package dev.recoup.events;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The headers of every record: CloudEvents 1.0 in Kafka's binary mode, plus our extensions; they never carry secrets or
 * personal data.
 *
 * @param id {@code ce_id}: unique inside the source, the key of deduplication
 * @param type {@code ce_type}: one of {@link EventType} or of Debitura's types
 * @param source {@code ce_source}: who says it, for example {@code /recoup/case-service}
 * @param time {@code ce_time}: when it happened
 * @param environment {@code ce_environment}: Debitura's environment that it is about
 * @param correlationId {@code ce_correlationid}: what first caused it; the first record's own id where none was given
 * @param subject {@code ce_subject}: the aggregate it is about, for example a collection id
 * @param dataSchema {@code ce_dataschema}: URI of the value's schema
 * @param mode {@code ce_mode}: where it is about a case
 * @param aggregateVersion {@code ce_aggregateversion}: on snapshots
 * @param debituraEvent {@code ce_debituraevent}: on events of Debitura, the event's name as received
 * @param debituraOrigin {@code ce_debituraorigin}: {@code replayed} on events of Debitura that somebody had it send once
 *     more; absent on those that it sent by itself. Debitura's signature does not cover the mark: it explains a delivery
 *     and proves nothing
 * @param traceParent {@code traceparent}: W3C trace context
 * @param replayId {@code ce_replayid}: set when an operator had the record handled once more
 */
public record EventMetadata(
        String id,
        String type,
        String source,
        Instant time,
        Environment environment,
        String correlationId,
        Optional<String> subject,
        Optional<String> dataSchema,
        Optional<Mode> mode,
        Optional<SnapshotVersion> aggregateVersion,
        Optional<String> debituraEvent,
        Optional<String> debituraOrigin,
        Optional<String> traceParent,
        Optional<String> replayId) {
    /** Header with the version of CloudEvents, always {@code 1.0}. */
    public static final String CE_SPECVERSION = "ce_specversion";
    /** Header of {@link #id()}. */
    public static final String CE_ID = "ce_id";
    /** Header of {@link #type()}. */
    public static final String CE_TYPE = "ce_type";
    /** Header of {@link #source()}. */
    public static final String CE_SOURCE = "ce_source";
    /** Header of {@link #time()}, RFC 3339. */
    public static final String CE_TIME = "ce_time";
    /** Header of {@link #subject()}. */
    public static final String CE_SUBJECT = "ce_subject";
    /** Header of {@link #dataSchema()}. */
    public static final String CE_DATASCHEMA = "ce_dataschema";
    /** Header of {@link #environment()}. */
    public static final String CE_ENVIRONMENT = "ce_environment";
    /** Header of {@link #correlationId()}. */
    public static final String CE_CORRELATIONID = "ce_correlationid";
    /** Header of {@link #mode()}. */
    public static final String CE_MODE = "ce_mode";
    /** Header of {@link #aggregateVersion()}. */
    public static final String CE_AGGREGATEVERSION = "ce_aggregateversion";
    /** Header of {@link #debituraEvent()}. */
    public static final String CE_DEBITURAEVENT = "ce_debituraevent";
    /** Header of {@link #debituraOrigin()}. */
    public static final String CE_DEBITURAORIGIN = "ce_debituraorigin";
    /** Header of {@link #replayId()}. */
    public static final String CE_REPLAYID = "ce_replayid";
    /** Header of {@link #traceParent()}. */
    public static final String TRACEPARENT = "traceparent";
    /** Header with the media type of the value, always {@code application/json}. */
    public static final String CONTENT_TYPE = "content-type";

    private static final String SPEC_VERSION = "1.0";
    private static final String JSON = "application/json";

    /** Refuses null anywhere; what is absent is an empty {@link Optional}. */
    public EventMetadata {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(dataSchema, "dataSchema");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(aggregateVersion, "aggregateVersion");
        Objects.requireNonNull(debituraEvent, "debituraEvent");
        Objects.requireNonNull(debituraOrigin, "debituraOrigin");
        Objects.requireNonNull(traceParent, "traceParent");
        Objects.requireNonNull(replayId, "replayId");
    }

    /** Starts metadata of one of our own events, its schema filled in and a random id set. */
    public static Builder of(EventType type, String source, Environment environment, Instant time) {
        return new Builder(type.type(), source, environment, time)
                .dataSchema(type.dataSchema().toString());
    }

    /** Starts metadata of an event of any other type, with a random id set. */
    public static Builder of(String type, String source, Environment environment, Instant time) {
        return new Builder(type, source, environment, time);
    }

    /** A builder that starts from these metadata. */
    public Builder toBuilder() {
        Builder builder = new Builder(type, source, environment, time);
        builder.id = Optional.of(id);
        builder.correlationId = Optional.of(correlationId);
        builder.subject = subject;
        builder.dataSchema = dataSchema;
        builder.mode = mode;
        builder.aggregateVersion = aggregateVersion;
        builder.debituraEvent = debituraEvent;
        builder.debituraOrigin = debituraOrigin;
        builder.traceParent = traceParent;
        builder.replayId = replayId;
        return builder;
    }

    /** The headers in a stable order, UTF-8; absent values have no header. */
    public Map<String, byte[]> toHeaders() {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        put(headers, CE_SPECVERSION, SPEC_VERSION);
        put(headers, CE_ID, id);
        put(headers, CE_TYPE, type);
        put(headers, CE_SOURCE, source);
        put(headers, CE_TIME, time.toString());
        put(headers, CE_ENVIRONMENT, environment.wire());
        put(headers, CE_CORRELATIONID, correlationId);
        subject.ifPresent(value -> put(headers, CE_SUBJECT, value));
        dataSchema.ifPresent(value -> put(headers, CE_DATASCHEMA, value));
        mode.ifPresent(value -> put(headers, CE_MODE, value.wire()));
        aggregateVersion.ifPresent(value -> put(headers, CE_AGGREGATEVERSION, value.wire()));
        debituraEvent.ifPresent(value -> put(headers, CE_DEBITURAEVENT, value));
        debituraOrigin.ifPresent(value -> put(headers, CE_DEBITURAORIGIN, value));
        replayId.ifPresent(value -> put(headers, CE_REPLAYID, value));
        traceParent.ifPresent(value -> put(headers, TRACEPARENT, value));
        put(headers, CONTENT_TYPE, JSON);
        return headers;
    }

    /**
     * Reads metadata from a record's headers (the last one of each name); unknown headers are ignored. A publisher
     * outside the house may leave out {@code ce_time} and {@code ce_correlationid}.
     *
     * @param headers header values by name; a null value counts as absent
     * @param recordTime the record's own time, taken where {@code ce_time} is absent
     * @throws MalformedMetadata when a required header is absent or a header has not its promised form
     */
    public static EventMetadata fromHeaders(Map<String, byte[]> headers, Instant recordTime) {
        if (!SPEC_VERSION.equals(required(headers, CE_SPECVERSION))) {
            throw new MalformedMetadata(MalformedMetadata.Code.SPEC_VERSION_UNSUPPORTED, CE_SPECVERSION);
        }
        String id = required(headers, CE_ID);
        Environment environment = Environment.fromWire(required(headers, CE_ENVIRONMENT))
                .orElseThrow(() -> new MalformedMetadata(MalformedMetadata.Code.UNKNOWN_ENVIRONMENT, CE_ENVIRONMENT));
        return new EventMetadata(
                id,
                required(headers, CE_TYPE),
                required(headers, CE_SOURCE),
                optional(headers, CE_TIME).map(EventMetadata::time).orElse(recordTime),
                environment,
                optional(headers, CE_CORRELATIONID).orElse(id),
                optional(headers, CE_SUBJECT),
                optional(headers, CE_DATASCHEMA),
                optional(headers, CE_MODE).map(EventMetadata::mode),
                optional(headers, CE_AGGREGATEVERSION).map(EventMetadata::version),
                optional(headers, CE_DEBITURAEVENT),
                optional(headers, CE_DEBITURAORIGIN),
                optional(headers, TRACEPARENT),
                optional(headers, CE_REPLAYID));
    }

    private static void put(Map<String, byte[]> headers, String name, String value) {
        headers.put(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String required(Map<String, byte[]> headers, String name) {
        return optional(headers, name)
                .orElseThrow(() -> new MalformedMetadata(MalformedMetadata.Code.HEADER_MISSING, name));
    }

    private static Optional<String> optional(Map<String, byte[]> headers, String name) {
        byte[] value = headers.get(name);
        if (value == null || value.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new MalformedMetadata(MalformedMetadata.Code.HEADER_MALFORMED, name);
        }
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new MalformedMetadata(MalformedMetadata.Code.HEADER_MALFORMED, CE_TIME);
        }
    }

    private static Mode mode(String text) {
        return Mode.fromWire(text)
                .orElseThrow(() -> new MalformedMetadata(MalformedMetadata.Code.UNKNOWN_MODE, CE_MODE));
    }

    private static SnapshotVersion version(String text) {
        return SnapshotVersion.fromWire(text)
                .orElseThrow(() -> new MalformedMetadata(MalformedMetadata.Code.HEADER_MALFORMED, CE_AGGREGATEVERSION));
    }

    /** Collects the optional parts; what is not set stays absent. */
    public static final class Builder {
        private final String type;
        private final String source;
        private final Environment environment;
        private final Instant time;
        private Optional<String> id = Optional.empty();
        private Optional<String> correlationId = Optional.empty();
        private Optional<String> subject = Optional.empty();
        private Optional<String> dataSchema = Optional.empty();
        private Optional<Mode> mode = Optional.empty();
        private Optional<SnapshotVersion> aggregateVersion = Optional.empty();
        private Optional<String> debituraEvent = Optional.empty();
        private Optional<String> debituraOrigin = Optional.empty();
        private Optional<String> traceParent = Optional.empty();
        private Optional<String> replayId = Optional.empty();

        private Builder(String type, String source, Environment environment, Instant time) {
            this.type = type;
            this.source = source;
            this.environment = environment;
            this.time = time;
        }

        private Builder set(Consumer<Builder> change) {
            change.accept(this);
            return this;
        }

        /** Sets the id instead of a random one, where redelivery must meet the same id. */
        public Builder id(String value) {
            return set(b -> b.id = Optional.of(value));
        }

        /** Sets the correlation id; without one the event's own id is taken. */
        public Builder correlationId(String value) {
            return set(b -> b.correlationId = Optional.of(value));
        }

        /** Carries on the correlation id and trace of the record that caused this one. */
        public Builder causedBy(EventMetadata cause) {
            return set(b -> {
                b.correlationId = Optional.of(cause.correlationId);
                b.traceParent = cause.traceParent;
            });
        }

        /** Sets the aggregate that the event is about. */
        public Builder subject(String value) {
            return set(b -> b.subject = Optional.of(value));
        }

        /** Sets the URI of the value's schema. */
        public Builder dataSchema(String value) {
            return set(b -> b.dataSchema = Optional.of(value));
        }

        /** Sets the mode of the case that the event is about. */
        public Builder mode(Mode value) {
            return set(b -> b.mode = Optional.of(value));
        }

        /** Sets the version of the snapshot. */
        public Builder aggregateVersion(SnapshotVersion value) {
            return set(b -> b.aggregateVersion = Optional.of(value));
        }

        /** Sets the name under which Debitura sent the event. */
        public Builder debituraEvent(String value) {
            return set(b -> b.debituraEvent = Optional.of(value));
        }

        /** Says how Debitura came to send the event, where that was not by itself. */
        public Builder debituraOrigin(String value) {
            return set(b -> b.debituraOrigin = Optional.of(value));
        }

        /** Sets the W3C trace context. */
        public Builder traceParent(String value) {
            return set(b -> b.traceParent = Optional.of(value));
        }

        /** Marks the record as an operator's replay. */
        public Builder replayId(String value) {
            return set(b -> b.replayId = Optional.of(value));
        }

        /** The metadata. */
        public EventMetadata build() {
            String ownId = id.orElseGet(() -> UUID.randomUUID().toString());
            return new EventMetadata(
                    ownId,
                    type,
                    source,
                    time,
                    environment,
                    correlationId.orElse(ownId),
                    subject,
                    dataSchema,
                    mode,
                    aggregateVersion,
                    debituraEvent,
                    debituraOrigin,
                    traceParent,
                    replayId);
        }
    }
}
