package dev.recoup.messaging.outbox;

import java.time.Duration;

/**
 * The right to send a shard's rows, for a while.
 *
 * <p>Who owns the shard is decided on the database's clock. Until when the owner may send is decided on this
 * process' monotonic clock, counted from before the lease was asked for: it therefore ends earlier here than there.
 */
final class ShardLease {

    private final int shard;
    private final String owner;
    private final long epoch;
    private volatile long endsAtNanos;

    ShardLease(int shard, String owner, long epoch, long askedAtNanos, Duration leaseTime) {
        this.shard = shard;
        this.owner = owner;
        this.epoch = epoch;
        renewed(askedAtNanos, leaseTime);
    }

    int shard() {
        return shard;
    }

    String owner() {
        return owner;
    }

    long epoch() {
        return epoch;
    }

    void renewed(long askedAtNanos, Duration leaseTime) {
        endsAtNanos = askedAtNanos + leaseTime.toNanos();
    }

    void lost() {
        endsAtNanos = System.nanoTime();
    }

    /** Says whether the lease lasts at least as long as the given time. */
    boolean lastsFor(Duration time) {
        return endsAtNanos - System.nanoTime() > time.toNanos();
    }
}
