package dev.recoup.messaging.outbox;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * What keeps records in order: records of equal order keys leave in the order in which they were committed.
 *
 * <p>It is a hash of topic and record key. Two keys that collide merely wait for each other.
 *
 * @param hash the shard in its highest 3 bits, the others well mixed
 */
public record OrderKey(long hash) {

    /** How many shards the outbox has; fixed, since the number is stored with every row. */
    static final int SHARDS = 8;

    private static final int SHARD_SHIFT = 61;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** Orders all records of one topic that have the same key. */
    public static OrderKey of(String topic, byte[] key) {
        long hash = FNV_OFFSET;
        hash = add(hash, topic.getBytes(StandardCharsets.UTF_8));
        hash = (hash ^ 0xff) * FNV_PRIME;
        hash = add(hash, key);
        return new OrderKey((shard(key) << SHARD_SHIFT) | mix(hash) >>> (Long.SIZE - SHARD_SHIFT));
    }

    /** Keys that Kafka puts into one partition are in one shard, so that few batches hold what a shard sends at once. */
    private static long shard(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % SHARDS;
    }

    /** Orders nothing: for a record without a key, told apart by its event id. */
    static OrderKey unordered(String topic, String eventId) {
        return of(topic + '\0', eventId.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the shard that its records are in, from 0 to 7. */
    public int shard() {
        return (int) (hash >>> SHARD_SHIFT);
    }

    private static long add(long hash, byte[] bytes) {
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    private static long mix(long hash) {
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
