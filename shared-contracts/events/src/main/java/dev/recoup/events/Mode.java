package dev.recoup.events;

/** Whether a case is a real claim or a test, inside one environment. */
public enum Mode {
    LIVE,
    TEST
}
