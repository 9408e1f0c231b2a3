package dev.recoup.messaging.consumer;

import dev.recoup.messaging.ValueFault;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A record that can never be handled, however often it is tried: it goes to the dead letters of the consumer group.
 *
 * <p>It says why in codes and places only. It never carries text of the record or of another exception, since both may
 * hold personal data.
 */
public final class UnusableRecord extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String NOT_STORABLE = "NOT_STORABLE";

    private static final int MOST_POINTERS = 50;
    private static final int LONGEST_POINTER = 300;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final String code;
    private final transient List<String> pointers;

    /**
     * Makes the exception for a handler to throw.
     *
     * @param code what is wrong, in upper snake case, e.g. {@code UNREADABLE_VALUE}
     * @param pointers where it is wrong: JSON pointers into the value, or header names; none for the whole record
     */
    public UnusableRecord(String code, List<String> pointers) {
        super(code + (pointers.isEmpty() ? "" : " at " + String.join(" ", printable(pointers))), null, false, true);
        this.code = code;
        this.pointers = printable(pointers);
    }

    /** Makes the exception with the given places; see {@link #UnusableRecord(String, List)}. */
    public UnusableRecord(String code, String... pointers) {
        this(code, List.of(pointers));
    }

    /** Returns what is wrong. */
    public String code() {
        return code;
    }

    /** Returns where it is wrong; empty for the whole record. */
    public List<String> pointers() {
        return pointers;
    }

    /** A place is made of names that the record's author chose; no database and no log must choke on them. */
    private static List<String> printable(List<String> pointers) {
        return pointers.stream()
                .limit(MOST_POINTERS)
                .map(pointer -> pointer.substring(0, Math.min(pointer.length(), LONGEST_POINTER)))
                .map(pointer -> CONTROL.matcher(pointer).replaceAll("?"))
                .toList();
    }

    /**
     * Finds the verdict that a framework may have wrapped in exceptions of its own: a handler's, or the database's on a
     * value that it can never take.
     */
    static Optional<UnusableRecord> in(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof UnusableRecord unusable) {
                return Optional.of(unusable);
            }
            cause = cause.getCause();
        }
        return ValueFault.isIn(failure) ? Optional.of(new UnusableRecord(NOT_STORABLE)) : Optional.empty();
    }
}
