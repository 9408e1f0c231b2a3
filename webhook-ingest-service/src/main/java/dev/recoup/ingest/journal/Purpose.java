package dev.recoup.ingest.journal;

/** What a delivery is for. */
public enum Purpose {
    /** To tell what happened. */
    EVENT("event"),
    /** To try the connection: marked {@code X-Debitura-Test} (guide 12.1), kept, never published. */
    TEST("test");

    private final String stored;

    Purpose(String stored) {
        this.stored = stored;
    }

    /** Returns the form that table rows and answers carry. */
    public String stored() {
        return stored;
    }
}
