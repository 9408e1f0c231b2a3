package dev.recoup.debitura;

/** Whether Debitura writes a system message into the chat, so that the collection partner learns of a change. */
public enum ChatNotification {
    /** Write one; Debitura's default. */
    SEND,
    /** Write none. */
    OMIT;

    boolean sent() {
        return this == SEND;
    }
}
