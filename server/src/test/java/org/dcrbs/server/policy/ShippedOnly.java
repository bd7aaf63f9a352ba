package org.dcrbs.server.policy;

import org.dcrbs.rules.PolicySet;

/** The shipped policies, which are never published over. */
public final class ShippedOnly implements PolicySource {
    @Override
    public PolicySet current() {
        return PolicySet.shipped();
    }

    @Override
    public PolicySet version(String name) {
        return PolicySet.shipped();
    }
}
