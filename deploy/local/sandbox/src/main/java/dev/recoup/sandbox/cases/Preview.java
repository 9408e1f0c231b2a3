package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.signing.Route;
import java.util.List;
import java.util.Map;

/** What a preview says whoever asks for it (guide 9). */
sealed interface Preview {

    /**
     * Its fields are wrong.
     *
     * @param errors messages by field
     */
    record Malformed(Map<String, List<String>> errors) implements Preview {}

    /**
     * Nobody collects there.
     *
     * @param view says so; what one API says beyond it is still to be added
     */
    record Uncovered(ObjectNode view) implements Preview {}

    /**
     * Somebody collects there.
     *
     * @param view says where and for how much; what one API says beyond it is still to be added
     * @param route where a case would go
     */
    record Covered(ObjectNode view, Route route) implements Preview {}
}
