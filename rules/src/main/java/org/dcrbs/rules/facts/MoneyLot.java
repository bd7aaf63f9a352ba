package org.dcrbs.rules.facts;

import org.dcrbs.market.Money;

/** VII: the trade unit is one unit of the currency. */
public final class MoneyLot extends TradedLot {
    private final Money spec;

    MoneyLot(LotSize size, Money spec) {
        super(size, 1_000_000);
        this.spec = spec;
    }

    /** CASH, CREDIT, SWEEPSTAKES or COMMISSION. */
    @NamesOf(Money.Form.class)
    public String getForm() {
        return spec.form().name();
    }

    /** CR for credits, else the three letters of a currency. */
    public String getCurrency() {
        return spec.currency();
    }

    /** In millionths of the currency. */
    public long getAmount() {
        return spec.amount();
    }
}
