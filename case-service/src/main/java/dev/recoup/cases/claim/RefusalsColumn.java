package dev.recoup.cases.claim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.recoup.events.EventJson;
import dev.recoup.events.refusals.Refusal;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Refusals as the JSON in which they are published too. */
@Converter
class RefusalsColumn implements AttributeConverter<List<Refusal>, String> {
    private static final TypeReference<List<Refusal>> REFUSALS = new TypeReference<>() {};

    @Override
    public String convertToDatabaseColumn(List<Refusal> refusals) {
        return new String(EventJson.write(refusals), StandardCharsets.UTF_8);
    }

    @Override
    public List<Refusal> convertToEntityAttribute(String json) {
        try {
            return EventJson.mapper().readValue(json, REFUSALS);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("The refusals of a claim are unreadable", unreadable);
        }
    }
}
