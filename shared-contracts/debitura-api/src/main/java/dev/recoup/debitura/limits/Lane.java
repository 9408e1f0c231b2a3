package dev.recoup.debitura.limits;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a call is for, most urgent first. While calls of one lane wait, none of a later lane is let through; and each lane
 * leaves a part of every window to those before it.
 */
public enum Lane {
    /** Creates something that somebody asked for. */
    SUBMISSION(0),
    /** Somebody sits in front of a screen and waits. */
    INTERACTIVE(5),
    /** Follows up on news of one client or case. */
    REFRESH(15),
    /** Looks for news that never came. */
    RECONCILE(30),
    /** Reads all transactions. */
    IMPORT(45);

    private static final ScopedValue<Lane> CURRENT = ScopedValue.newInstance();

    private final int reservePercent;

    Lane(int reservePercent) {
        this.reservePercent = reservePercent;
    }

    /**
     * Has every call to Debitura that the work makes on this thread take this lane, instead of the usual one of its
     * operation.
     *
     * @param work what to do
     * @param <T> what it results in
     * @return the result of the work
     */
    public <T> T call(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /**
     * The lane that was chosen on this thread.
     *
     * @return the lane, empty outside of {@link #call}
     */
    public static Optional<Lane> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** How much of a window this lane leaves to the lanes before it. */
    long reserveOf(long windowSize) {
        return windowSize * reservePercent / 100;
    }
}
