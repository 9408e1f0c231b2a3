package dev.recoup.debitura;

import java.util.Optional;

/**
 * A value of an open set together with the text it came as, for what is stored: when Debitura adds a value, the text says
 * what {@code UNKNOWN} was.
 *
 * @param value the value as far as it is known here
 * @param text the text on the wire, unchanged; empty where Debitura said nothing
 * @param <E> the set of values
 */
public record Told<E extends Enum<E> & WireValue>(E value, String text) {

    /**
     * A value in its usual spelling.
     *
     * @param value the value
     * @param <E> the set of values
     * @return the value with the text that Debitura gives it
     */
    public static <E extends Enum<E> & WireValue> Told<E> as(E value) {
        return new Told<>(value, value.wireValue());
    }

    /**
     * A value that Debitura did not give.
     *
     * @param unknown stands for a value that is not known
     * @param <E> the set of values
     * @return that value with an empty text
     */
    public static <E extends Enum<E> & WireValue> Told<E> nothing(E unknown) {
        return new Told<>(unknown, "");
    }

    /**
     * What to store: the usual spelling of a value that is known here, Debitura's own text of one that is not. Reading it
     * again gives the same value, and a release that knows more reads more.
     *
     * @return a text, never null, the usual spelling of {@code UNKNOWN} where Debitura said nothing
     */
    public String stored() {
        return unknownText().orElseGet(value::wireValue);
    }

    /**
     * Debitura's own text of a value that is not known here.
     *
     * @return the text, empty for a value that is known and where Debitura said nothing
     */
    public Optional<String> unknownText() {
        return Optional.of(text).filter(told -> value.name().equals("UNKNOWN") && !told.isBlank());
    }
}
