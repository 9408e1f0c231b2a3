package dev.recoup.debitura;

import java.util.List;

/** An enum constant that Debitura writes as text on the wire, possibly in several spellings. */
public interface WireValue {

    /**
     * The spelling to send.
     *
     * @return the text on the wire, never null
     */
    String wireValue();

    /**
     * Further spellings that are understood when reading; letter case, spaces, underscores and dashes never matter.
     *
     * @return other spellings, never null
     */
    default List<String> alsoReadAs() {
        return List.of();
    }
}
