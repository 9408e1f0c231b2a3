package dev.recoup.events.rules;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.events.EventSchemas;
import dev.recoup.events.EventType;
import dev.recoup.events.refusals.Refusal;
import dev.recoup.events.refusals.RefusalCode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A request under examination: what its schema says, and fields as far as they are usable, so that a rule never trips
 * over what the schema has refused already.
 */
final class Findings {
    private final JsonNode body;
    private final List<Refusal> refusals;

    private Findings(JsonNode body, List<Refusal> refusals) {
        this.body = body;
        this.refusals = refusals;
    }

    static Findings of(EventType type, JsonNode body) {
        return new Findings(body, new ArrayList<>(EventSchemas.check(type, body)));
    }

    void refuse(RefusalCode code, String pointer) {
        refusals.add(Refusal.of(code, pointer));
    }

    /** Every refusal by place, in the order of the places. */
    List<Refusal> refusals() {
        return refusals.stream()
                .sorted(Comparator.comparing(Refusal::field).thenComparing(Refusal::code))
                .distinct()
                .toList();
    }

    boolean usable(String pointer) {
        return refusals.stream().noneMatch(refusal -> refusal.field().equals(pointer));
    }

    boolean given(String pointer) {
        JsonNode node = body.at(JsonPointer.compile(pointer));
        return !node.isMissingNode() && !node.isNull();
    }

    int size(String pointer) {
        return body.at(JsonPointer.compile(pointer)).size();
    }

    Optional<String> text(String pointer) {
        return Optional.of(body.at(JsonPointer.compile(pointer)))
                .filter(JsonNode::isTextual)
                .filter(node -> usable(pointer))
                .map(JsonNode::textValue);
    }

    Optional<Boolean> flag(String pointer) {
        return Optional.of(body.at(JsonPointer.compile(pointer)))
                .filter(JsonNode::isBoolean)
                .map(JsonNode::booleanValue);
    }

    Optional<BigDecimal> decimal(String pointer) {
        return text(pointer).map(BigDecimal::new);
    }

    /** The date; one that does not exist is refused here. */
    Optional<LocalDate> date(String pointer) {
        return text(pointer).flatMap(text -> {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeException notADate) {
                refuse(RefusalCode.DATE_MALFORMED, pointer);
                return Optional.empty();
            }
        });
    }

    /** The moment; one that does not exist or has no zone is refused here. */
    Optional<OffsetDateTime> moment(String pointer) {
        return text(pointer).flatMap(text -> {
            try {
                return Optional.of(OffsetDateTime.parse(text));
            } catch (DateTimeException notAMoment) {
                refuse(RefusalCode.DATE_MALFORMED, pointer);
                return Optional.empty();
            }
        });
    }
}
