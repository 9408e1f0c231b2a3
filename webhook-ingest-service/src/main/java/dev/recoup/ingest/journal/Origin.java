package dev.recoup.ingest.journal;

/** How a delivery came to be made. */
public enum Origin {
    /** Debitura sent it by itself, or tried again. */
    SENT("sent"),
    /** Somebody had Debitura send it once more: marked {@code X-Debitura-Replay} (guide 12.1). */
    REPLAYED("replayed");

    private final String stored;

    Origin(String stored) {
        this.stored = stored;
    }

    /** Returns the form that table rows and answers carry. */
    public String stored() {
        return stored;
    }
}
