package dev.recoup.ingest;

import dev.recoup.testing.architecture.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void the_rules_of_the_house_hold() {
        HouseRules.holdFor("dev.recoup.ingest");
    }
}
