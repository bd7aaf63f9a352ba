package org.dcrbs.market;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * VII: money in one of its forms.
 *
 * @param currency {@code CR} for credits, else an ISO 4217 code
 * @param amount micro-units of the currency
 */
public record Money(Form form, String currency, long amount) implements Spec {
    /** The forms that money takes here. */
    public enum Form {
        CASH,
        CREDIT,
        SWEEPSTAKES,
        COMMISSION
    }

    private static final Pattern CURRENCY = Pattern.compile("CR|[A-Z]{3}");

    public Money {
        Check.that(
                CURRENCY.matcher(currency).matches(),
                "currency \"" + currency + "\": want CR for credits, or three capital letters");
        Check.range("amount", amount, 1, Credits.MOST.micro());
    }

    /** Whether it is the credits that all accounts are kept in. */
    public boolean inCredits() {
        return form == Form.CREDIT && currency.equals("CR");
    }

    @Override
    public Category category() {
        return Category.MONEY;
    }

    @Override
    public long units() {
        return amount;
    }

    @Override
    public Optional<String> unfitToOffer() {
        return Optional.empty();
    }

    @Override
    public Optional<String> shortfall(Spec offered) {
        return offered instanceof Money o
                ? new Shortfall()
                        .same(form.name(), o.form.name(), "money of form")
                        .same(currency, o.currency, "currency")
                        .reason()
                : Shortfall.otherCategory(this, offered);
    }
}
