package org.dcrbs.rules.scenario;

import org.dcrbs.rules.PolicySet;

/** What a scenario asks the policies; may be asked any number of times. */
interface Question {
    Answer ask(PolicySet policies);
}
