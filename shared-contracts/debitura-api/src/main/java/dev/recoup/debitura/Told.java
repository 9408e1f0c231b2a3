package dev.recoup.debitura;

/**
 * A value of an open set together with the text it came as, for what is stored: when Debitura adds a value, the text says
 * what {@code UNKNOWN} was.
 *
 * @param value the value as far as it is known here
 * @param text the text on the wire, unchanged
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
}
