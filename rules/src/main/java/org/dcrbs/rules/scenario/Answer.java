package org.dcrbs.rules.scenario;

import java.util.Map;
import org.dcrbs.rules.Explanation;

/** What policies say in a scenario, by what it can expect, and which rules made them say so. */
record Answer(Map<String, String> says, Explanation why) {
    String about(String expected) {
        return says.getOrDefault(expected, "nothing");
    }
}
