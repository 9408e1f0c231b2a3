package dev.recoup.load.ingest;

import java.time.Duration;

/**
 * Processor time that the programs of a measurement have used: of the receiver, of the database with all its
 * processes, of the broker, and of the load generator, which is this program.
 */
record Processors(Duration service, Duration database, Duration broker, Duration generator) {

    static Processors now(Contender contender, Backing backing) {
        return new Processors(
                used(ProcessHandle.of(contender.process().pid()).orElseThrow()),
                usedByDatabase(backing),
                used(backing.brokerProcess()),
                used(ProcessHandle.current()));
    }

    /** Returns what was used since then. */
    Processors since(Processors before) {
        return new Processors(
                service.minus(before.service),
                database.minus(before.database),
                broker.minus(before.broker),
                generator.minus(before.generator));
    }

    /** Returns what the database's processes that run have used. */
    static Duration usedByDatabase(Backing backing) {
        return backing.databaseProcess().map(Processors::usedByAll).orElse(Duration.ZERO);
    }

    private static Duration usedByAll(ProcessHandle process) {
        return process.descendants().map(Processors::used).reduce(used(process), Duration::plus);
    }

    private static Duration used(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
