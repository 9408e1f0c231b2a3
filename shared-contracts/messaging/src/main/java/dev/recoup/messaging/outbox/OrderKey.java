package dev.recoup.messaging.outbox;

import java.nio.charset.StandardCharsets;

/**
 * What keeps records in order: records of equal order keys leave in the order in which they were committed.
 *
 * <p>It is a hash of topic and record key. Two keys that collide merely wait for each other.
 *
 * @param hash 64 well-mixed bits
 */
public record OrderKey(long hash) {

    /** How many shards the outbox has; fixed, since the number is stored with every row. */
    static final int SHARDS = 8;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** Orders all records of one topic that have the same key. */
    public static OrderKey of(String topic, byte[] key) {
        long hash = FNV_OFFSET;
        hash = add(hash, topic.getBytes(StandardCharsets.UTF_8));
        hash = (hash ^ 0xff) * FNV_PRIME;
        hash = add(hash, key);
        return new OrderKey(mix(hash));
    }

    /** Orders nothing: for a record without a key, told apart by its event id. */
    static OrderKey unordered(String topic, String eventId) {
        return of(topic + '\0', eventId.getBytes(StandardCharsets.UTF_8));
    }

    int shard() {
        return (int) (hash >>> 61);
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
