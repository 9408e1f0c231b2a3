package dev.recoup.sandbox.unknowns;

/** One of the two ways in which the sandbox can play what Debitura leaves open. */
public enum Behaviour {
    /** The way that the facts make likelier; the default. */
    A,
    /** Another way that the facts do not exclude. */
    B;

    /**
     * Reads a letter.
     *
     * @throws IllegalArgumentException when it is neither A nor B
     */
    public static Behaviour of(String letter) {
        return switch (letter) {
            case "A" -> A;
            case "B" -> B;
            default -> throw new IllegalArgumentException("A switch is A or B, not " + letter);
        };
    }
}
