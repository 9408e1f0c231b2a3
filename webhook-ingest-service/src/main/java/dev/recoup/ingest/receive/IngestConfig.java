package dev.recoup.ingest.receive;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How webhooks are received. */
@ConfigMapping(prefix = "recoup.ingest")
interface IngestConfig {

    /** How old a signature may be (guide 12.4: 300 s). */
    @WithDefault("300s")
    Duration pastTolerance();

    /** How far ahead of this machine's clock a signature may be (guide 12.4: 30 to 300 s). */
    @WithDefault("60s")
    Duration futureTolerance();

    /** The largest body; with its metadata it must fit into a Kafka record of 1 MiB. */
    @WithDefault("768K")
    MemorySize maxBodySize();

    /**
     * How many bytes of bodies above 16 KB may be there before their signatures can be checked; what exceeds it is
     * answered 503.
     */
    @WithDefault("24M")
    MemorySize maxArriving();

    /** How many bytes of verified bodies may wait for the database; what exceeds it is answered 503. */
    @WithDefault("32M")
    MemorySize maxWaiting();

    /** How long a body may take to arrive; slower ones are answered 408. */
    @WithDefault("10s")
    Duration slowestBody();

    /** How groups of deliveries are committed. */
    Commit commit();

    /** How groups of deliveries are committed. */
    interface Commit {

        /** How many groups may be under way at the same time; each holds a database connection meanwhile. */
        @WithDefault("2")
        int lanes();

        /** How many deliveries a group holds at the most. */
        @WithDefault("512")
        int largestGroup();

        /**
         * The shortest time between the beginnings of two groups: deliveries that come closer than that share a commit. A
         * delivery that comes later than that after the last group waits for nothing.
         */
        @WithDefault("4ms")
        Duration pace();

        /** How long a delivery may wait for its commit before it is answered 503; Debitura waits 10 s (guide 13). */
        @WithDefault("8s")
        Duration longestWait();
    }
}
