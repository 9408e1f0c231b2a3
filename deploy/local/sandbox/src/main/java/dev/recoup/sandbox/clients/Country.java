package dev.recoup.sandbox.clients;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A country as Debitura knows it.
 *
 * @param id the number used in filters
 * @param alpha2 ISO 3166-1 code in capitals
 * @param name English name
 */
public record Country(int id, String alpha2, String name) {

    private static final Map<String, Country> BY_CODE = new HashMap<>();
    private static final Map<String, Country> BY_NAME = new HashMap<>();

    static {
        String[] codes = Locale.getISOCountries();
        Arrays.sort(codes);
        for (int index = 0; index < codes.length; index++) {
            String name = Locale.of("", codes[index]).getDisplayCountry(Locale.ENGLISH);
            Country country = new Country(index + 1, codes[index], name);
            BY_CODE.put(codes[index], country);
            BY_NAME.put(name, country);
        }
    }

    /** Finds a country by its alpha-2 code, in any letter case. */
    public static Optional<Country> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code.toUpperCase(Locale.ROOT)));
    }

    /** Finds a country by its alpha-2 code or its exact English name. */
    public static Optional<Country> of(String codeOrName) {
        return ofCode(codeOrName).or(() -> Optional.ofNullable(BY_NAME.get(codeOrName)));
    }

    /** Returns the other id that webhook payloads use (guide 12.2). */
    public UUID webhookId() {
        return UUID.nameUUIDFromBytes(("country " + alpha2).getBytes(StandardCharsets.US_ASCII));
    }
}
