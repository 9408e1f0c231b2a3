package dev.recoup.sandbox.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads requests as their operation documents them, and holds them against it: a breach is a 400 in one of Debitura's
 * shapes, and {@link Violations} says whether it counts against the caller.
 */
final class RequestReader {

    private final Violations violations;
    private final Dialect dialect;

    RequestReader(Violations violations, Dialect dialect) {
        this.violations = violations;
        this.dialect = dialect;
    }

    /**
     * A request that was read.
     *
     * @param refusal what is answered if it breaks its document
     */
    record Reading(Call call, Optional<Answer> refusal) {}

    private record Body(byte[] raw, JsonNode value, Map<String, Upload> uploads) {

        static final Body NONE = new Body(new byte[0], MissingNode.getInstance(), Map.of());
    }

    Reading read(RoutingContext context, Operation operation, Caller caller) {
        List<Breach> breaches = new ArrayList<>();
        checkParameters(context, operation, breaches);
        Body body = operation
                .requestBody()
                .map(schema -> json(context, operation, schema, breaches))
                .or(() -> operation.requestForm().map(schema -> form(context, schema, breaches)))
                .orElse(Body.NONE);
        Call call = new Call(
                caller,
                context.pathParams(),
                context.queryParams(),
                context.request().headers(),
                body.raw(),
                body.value(),
                body.uploads());
        if (breaches.isEmpty()) {
            return new Reading(call, Optional.empty());
        }
        if (breaches.stream().allMatch(breach -> breach.kind() == Breach.Kind.RULE)) {
            violations.refused(operation.qualifiedId(), breaches.toString());
        } else {
            violations.add(operation.qualifiedId(), Side.REQUEST, breaches.toString());
        }
        return new Reading(call, Optional.of(refusal(breaches)));
    }

    private Body json(RoutingContext context, Operation operation, Schema schema, List<Breach> breaches) {
        byte[] raw = Optional.ofNullable(context.body().buffer())
                .map(Buffer::getBytes)
                .orElse(new byte[0]);
        Optional<JsonNode> parsed =
                Json.parse(raw).map(sent -> dialect.understand(operation.qualifiedId(), schema, sent));
        if (!isJson(context.request().getHeader("Content-Type"))) {
            breaches.add(new Breach("", Breach.Kind.TYPE, "the content type is not JSON"));
        } else if (parsed.isEmpty()) {
            breaches.add(new Breach("", Breach.Kind.TYPE, "the body is not one JSON value"));
        } else {
            breaches.addAll(schema.check(parsed.get(), Side.REQUEST));
        }
        return new Body(raw, parsed.orElse(MissingNode.getInstance()), Map.of());
    }

    private static Body form(RoutingContext context, Schema schema, List<Breach> breaches) {
        String type =
                Optional.ofNullable(context.request().getHeader("Content-Type")).orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            breaches.add(new Breach("", Breach.Kind.TYPE, "the content type is not that of a form"));
            return Body.NONE;
        }
        ObjectNode fields = Json.object();
        context.request().formAttributes().forEach((name, text) -> fields.put(schema.declaredName(name), text));
        Map<String, Upload> uploads = new TreeMap<>();
        ObjectNode parts = fields.deepCopy();
        for (FileUpload upload : context.fileUploads()) {
            String name = schema.declaredName(upload.name());
            uploads.put(name, new Upload(Path.of(upload.uploadedFileName()), upload.fileName(), upload.size()));
            parts.put(name, "");
        }
        breaches.addAll(schema.check(parts, Side.REQUEST));
        return new Body(new byte[0], fields, uploads);
    }

    private static boolean isJson(String contentType) {
        return contentType != null
                && (contentType.startsWith("application/json")
                        || contentType.startsWith("text/json")
                        || contentType.matches("application/[^;]+\\+json.*"));
    }

    private static void checkParameters(RoutingContext context, Operation operation, List<Breach> breaches) {
        for (Parameter parameter : operation.parameters()) {
            List<String> texts =
                    switch (parameter.place()) {
                        case PATH -> List.of(context.pathParam(parameter.name()));
                        case QUERY -> context.queryParam(parameter.name());
                        case HEADER -> context.request().headers().getAll(parameter.name());
                    };
            if (texts.isEmpty() && parameter.presence() == Parameter.Presence.REQUIRED) {
                breaches.add(new Breach(parameter.name(), Breach.Kind.SHAPE, "is required"));
            }
            Schema schema = parameter.schema().isArray() ? parameter.schema().items() : parameter.schema();
            for (String text : texts) {
                schema.check(schema.read(text), Side.REQUEST)
                        .forEach(breach -> breaches.add(ownDoing(parameter, breach)));
            }
        }
        for (String name : context.queryParams().names()) {
            if (!operation.declares(Parameter.Place.QUERY, name)) {
                breaches.add(new Breach(name, Breach.Kind.SHAPE, "is not a known query parameter"));
            }
        }
    }

    /** Parameters are written by the client itself, not by its users. */
    private static Breach ownDoing(Parameter parameter, Breach breach) {
        Breach.Kind kind = breach.kind() == Breach.Kind.RULE ? Breach.Kind.SHAPE : breach.kind();
        return new Breach(parameter.name(), kind, breach.message());
    }

    private static Answer refusal(List<Breach> breaches) {
        if (breaches.stream().anyMatch(breach -> breach.kind() == Breach.Kind.TYPE)) {
            return Answer.problem(400, "One or more validation errors occurred.", breaches.toString());
        }
        Map<String, List<String>> errors = new LinkedHashMap<>();
        breaches.forEach(breach -> errors.computeIfAbsent(breach.field(), unused -> new ArrayList<>())
                .add(breach.message()));
        return Answer.fieldErrors(errors);
    }
}
