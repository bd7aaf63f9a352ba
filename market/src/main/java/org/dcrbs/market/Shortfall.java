package org.dcrbs.market;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects the first parameter in which an offer falls short of a requirement. */
final class Shortfall {
    private @Nullable String reason;

    /** More is better; 0 wanted is "any", 0 offered is "unknown". */
    Shortfall atLeast(long wanted, long offered, String unit) {
        if (reason == null && wanted > 0 && offered < wanted) {
            reason = "needs " + wanted + " " + unit + ", has " + (offered == 0 ? "none known" : offered);
        }
        return this;
    }

    /** Less is better; 0 wanted is "any", 0 offered is "unknown". */
    Shortfall atMost(long wanted, long offered, String unit) {
        if (reason == null && wanted > 0 && (offered == 0 || offered > wanted)) {
            reason = "needs at most " + wanted + " " + unit + ", has " + (offered == 0 ? "none known" : offered);
        }
        return this;
    }

    /** Empty wanted is "any"; case doesn't count. */
    Shortfall same(String wanted, String offered, String field) {
        if (reason == null
                && !wanted.isEmpty()
                && !wanted.toLowerCase(Locale.ROOT).equals(offered.toLowerCase(Locale.ROOT))) {
            reason = "needs " + field + " \"" + wanted + "\", has \"" + offered + "\"";
        }
        return this;
    }

    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    static Optional<String> otherCategory(Spec wanted, Spec offered) {
        return Optional.of("needs " + wanted.category().words() + ", is "
                + offered.category().words());
    }
}
