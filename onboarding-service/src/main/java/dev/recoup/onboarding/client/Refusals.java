package dev.recoup.onboarding.client;

import dev.recoup.events.EventJson;
import dev.recoup.events.refusals.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Refusals as they are kept in a row. */
final class Refusals {

    static final String NONE = "[]";

    private Refusals() {}

    static String toJson(List<Refusal> refusals) {
        return new String(EventJson.write(refusals), StandardCharsets.UTF_8);
    }

    static List<Refusal> fromJson(String json) {
        return List.of(EventJson.read(json.getBytes(StandardCharsets.UTF_8), Refusal[].class));
    }
}
