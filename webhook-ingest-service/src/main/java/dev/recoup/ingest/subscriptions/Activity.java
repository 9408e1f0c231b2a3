package dev.recoup.ingest.subscriptions;

/** Whether a subscription is switched on. */
enum Activity {
    ON,
    OFF;

    static Activity of(boolean isActive) {
        return isActive ? ON : OFF;
    }

    boolean isOn() {
        return this == ON;
    }
}
