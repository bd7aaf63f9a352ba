package org.dcrbs.server.policy;

import org.dcrbs.rules.PolicySet;

/** Where those who decide get the policies from. */
public interface PolicySource {
    /** The policies in force; waits for them to be compiled, if they aren't yet. */
    PolicySet current();

    /** The policies of a version, in force or not; may take seconds. */
    PolicySet version(String name);
}
