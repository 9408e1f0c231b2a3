package dev.recoup.debitura;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Matches the texts of Debitura's enums without regard to letter case, spaces, underscores and dashes. */
final class WireText {

    private static final ClassValue<Map<String, Enum<?>>> SPELLINGS = new ClassValue<>() {
        @Override
        protected Map<String, Enum<?>> computeValue(Class<?> type) {
            var spellings = new HashMap<String, Enum<?>>();
            for (Object constant : type.getEnumConstants()) {
                var value = (Enum<?>) constant;
                spellings.put(normalise(value.name()), value);
                if (value instanceof WireValue wire) {
                    spellings.put(normalise(wire.wireValue()), value);
                    wire.alsoReadAs().forEach(text -> spellings.put(normalise(text), value));
                }
            }
            return Map.copyOf(spellings);
        }
    };

    private WireText() {}

    static <E extends Enum<E>> Optional<E> read(Class<E> type, String text) {
        if (text == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(SPELLINGS.get(type).get(normalise(text))).map(type::cast);
    }

    private static String normalise(String text) {
        var letters = new StringBuilder(text.length());
        text.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString().toLowerCase(Locale.ROOT);
    }
}
