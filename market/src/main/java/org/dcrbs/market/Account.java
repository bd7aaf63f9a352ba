package org.dcrbs.market;

/** Where money is booked: a party's own account, what is held for a contract, or a party's money of another kind. */
public sealed interface Account {
    /** The account as one word, unique over all kinds. */
    String key();

    /** The credits a party has; negative if it owes. */
    record OfParty(PartyId party) implements Account {
        @Override
        public String key() {
            return "party:" + party;
        }
    }

    /** The credits held until a contract is settled. */
    record Escrow(ContractId contract) implements Account {
        @Override
        public String key() {
            return "escrow:" + contract;
        }
    }

    /**
     * What a party has got in money other than credits, less what it has given; in micro-units of the currency. What it
     * owned before it traded here nobody knows.
     */
    record Purse(Money.Form form, String currency, PartyId party) implements Account {
        @Override
        public String key() {
            return "purse:" + form + "." + currency + ":" + party;
        }
    }

    /** Where a party has that kind of money. */
    static Account of(Money kind, PartyId party) {
        return kind.inCredits() ? new OfParty(party) : new Purse(kind.form(), kind.currency(), party);
    }

    /** The account with that {@link #key()}. */
    static Account of(String key) {
        int colon = key.indexOf(':');
        String rest = key.substring(colon + 1);
        return switch (key.substring(0, Math.max(colon, 0))) {
            case "party" -> new OfParty(new PartyId(rest));
            case "escrow" -> new Escrow(new ContractId(rest));
            case "purse" -> purse(key, rest);
            default -> throw unknown(key);
        };
    }

    private static Purse purse(String key, String rest) {
        int dot = rest.indexOf('.');
        int colon = rest.indexOf(':', dot + 1);
        if (dot < 0 || colon < 0) {
            throw unknown(key);
        }
        return new Purse(
                Money.Form.valueOf(rest.substring(0, dot)),
                rest.substring(dot + 1, colon),
                new PartyId(rest.substring(colon + 1)));
    }

    private static IllegalArgumentException unknown(String key) {
        return new IllegalArgumentException(
                "account \"" + key + "\": want party:ID, escrow:ID or purse:FORM.CURRENCY:ID");
    }
}
