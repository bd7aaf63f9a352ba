package org.dcrbs.rules.facts;

import java.util.Optional;
import org.dcrbs.market.Money;
import org.jspecify.annotations.Nullable;

/**
 * Money of one form and currency that is to be had for money of another. It may be, unless a rule refuses it. Who is paid by
 * account for money gives or gets CREDIT in CR.
 */
public final class MoneyExchange extends Fact {
    private final Money given;
    private final Money got;
    private @Nullable String refusal;

    public MoneyExchange(Money given, Money got) {
        this.given = given;
        this.got = got;
    }

    /** The form of what is given. */
    @NamesOf(Money.Form.class)
    public String getGivenForm() {
        return given.form().name();
    }

    /** The currency of what is given. */
    public String getGivenCurrency() {
        return given.currency();
    }

    /** The form of what is to be had for it. */
    @NamesOf(Money.Form.class)
    public String getGotForm() {
        return got.form().name();
    }

    /** The currency of what is to be had for it. */
    public String getGotCurrency() {
        return got.currency();
    }

    /** Refuses the exchange, whatever other rules say. The first reason stays. */
    @Verb
    public void refuse(String reason) {
        if (refusal == null) {
            refusal = reason;
        }
    }

    /** Why the one is not to be had for the other, or empty if it is. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }
}
