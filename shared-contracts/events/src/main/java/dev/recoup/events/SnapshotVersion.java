package dev.recoup.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version of an aggregate's snapshot: a later version replaces an earlier one, never the other way round.
 *
 * @param epoch counts restores of the owning service's database, from 1, so that a restored service can speak up again
 * @param number counts changes of the aggregate inside the epoch, from 0
 */
public record SnapshotVersion(long epoch, long number) implements Comparable<SnapshotVersion> {
    private static final Pattern WIRE = Pattern.compile("([1-9][0-9]{0,17})\\.(0|[1-9][0-9]{0,17})");
    private static final Comparator<SnapshotVersion> ORDER =
            Comparator.comparingLong(SnapshotVersion::epoch).thenComparingLong(SnapshotVersion::number);

    /** Refuses an epoch below 1 and a negative number with {@link IllegalArgumentException}. */
    public SnapshotVersion {
        if (epoch < 1 || number < 0) {
            throw new IllegalArgumentException("A snapshot version is an epoch from 1 and a number from 0");
        }
    }

    /** That number in the first epoch, which holds until a database is restored. */
    public static SnapshotVersion of(long number) {
        return new SnapshotVersion(1, number);
    }

    /** Reads the wire form {@code epoch.number}; empty when the text is not one. */
    public static Optional<SnapshotVersion> fromWire(String wire) {
        Matcher matcher = WIRE.matcher(wire);
        return matcher.matches()
                ? Optional.of(new SnapshotVersion(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @JsonCreator
    static SnapshotVersion parse(String wire) {
        return fromWire(wire).orElseThrow(() -> new IllegalArgumentException("Not a snapshot version"));
    }

    /** The wire form {@code epoch.number}, for example {@code 1.17}. */
    @JsonValue
    public String wire() {
        return epoch + "." + number;
    }

    /** Whether this version replaces the other one. */
    public boolean isNewerThan(SnapshotVersion other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(SnapshotVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return wire();
    }
}
