package dev.recoup.sandbox.population;

/**
 * How much data there is to be.
 *
 * @param clients linked clients with a signed agreement
 * @param cases their cases, spread evenly
 * @param payments payments on the cases
 * @param transactions how many of the payments earn the partner a fee
 * @param seed the same seed and counts give the same data
 */
public record Census(int clients, int cases, int payments, int transactions, long seed) {

    private static final int MOST_PAYMENTS_PER_CASE = 100;

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException when data of one kind would lack what it belongs to
     */
    public Census {
        if (clients < 0 || cases < 0 || payments < 0 || transactions < 0) {
            throw new IllegalArgumentException("Counts are not negative");
        }
        if (cases > 0 && clients == 0) {
            throw new IllegalArgumentException("Cases need a client");
        }
        if (payments > 0 && cases == 0) {
            throw new IllegalArgumentException("Payments need a case");
        }
        if (payments > (long) MOST_PAYMENTS_PER_CASE * cases / Claims.KINDS) {
            throw new IllegalArgumentException("Too many payments for so few cases");
        }
        if (transactions > payments) {
            throw new IllegalArgumentException("A transaction needs a payment");
        }
        if (transactions < payments && cases < Claims.KINDS) {
            throw new IllegalArgumentException("Payments that earn nothing need " + Claims.KINDS + " cases");
        }
    }

    /** Returns the tenant id of a client by its number, which starts at 0. */
    public String tenant(int number) {
        return "seed-%d-%d".formatted(seed, number);
    }
}
