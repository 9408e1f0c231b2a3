package dev.recoup.testing.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What went through the proxies of a test run: which operations were called, and what broke the contract. */
public final class ContractRecord {

    private final Map<String, Integer> calls = new TreeMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private final List<Deliberate> announced = new ArrayList<>();

    /** A record of nothing yet. */
    public ContractRecord() {}

    synchronized void called(String operation) {
        calls.merge(operation, 1, Integer::sum);
    }

    synchronized void broken(Violation violation) {
        Optional<Deliberate> meant = announced.stream()
                .filter(each -> each.operation.equals(violation.operation()))
                .findFirst();
        meant.map(each -> each.violations).orElse(violations).add(violation);
    }

    /**
     * How often each operation was called so far.
     *
     * @return counts by the name of the operation, such as {@code customer.createCase}
     */
    public synchronized Map<String, Integer> calls() {
        return new TreeMap<>(calls);
    }

    /**
     * What broke the contract since this was last asked, without what was announced.
     *
     * @return violations in the order of their arrival
     */
    public synchronized List<Violation> takeViolations() {
        List<Violation> taken = List.copyOf(violations);
        violations.clear();
        return taken;
    }

    /**
     * Announces calls that break the contract on purpose; they count apart until this is closed.
     *
     * @param operation the operation that will be called, such as {@code customer.createCase}
     * @return the announcement
     */
    public synchronized Deliberate deliberately(String operation) {
        Deliberate announcement = new Deliberate(operation);
        announced.add(announcement);
        return announcement;
    }

    /** An announcement of calls that break the contract on purpose. */
    public final class Deliberate implements AutoCloseable {

        private final String operation;
        private final List<Violation> violations = new ArrayList<>();

        private Deliberate(String operation) {
            this.operation = operation;
        }

        /**
         * What broke the contract as announced.
         *
         * @return violations in the order of their arrival
         */
        public List<Violation> violations() {
            synchronized (ContractRecord.this) {
                return List.copyOf(violations);
            }
        }

        /**
         * Ends the announcement.
         *
         * @throws AssertionError when nothing broke the contract meanwhile
         */
        @Override
        public void close() {
            synchronized (ContractRecord.this) {
                announced.remove(this);
                if (violations.isEmpty()) {
                    throw new AssertionError("No call of " + operation + " broke the contract, as was announced");
                }
            }
        }
    }
}
