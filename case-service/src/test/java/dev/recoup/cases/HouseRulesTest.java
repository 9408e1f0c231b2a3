package dev.recoup.cases;

import dev.recoup.testing.architecture.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void the_rules_of_the_house_hold() {
        HouseRules.holdFor("dev.recoup.cases");
    }
}
