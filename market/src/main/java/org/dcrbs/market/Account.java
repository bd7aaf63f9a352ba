package org.dcrbs.market;

/** Where credits are booked: a party's own account, or what is held for a contract. */
public sealed interface Account {
    /** The account as one word, unique over both kinds. */
    String key();

    /** What a party has; negative if it owes. */
    record OfParty(PartyId party) implements Account {
        @Override
        public String key() {
            return "party:" + party;
        }
    }

    /** What is held until a contract is settled. */
    record Escrow(ContractId contract) implements Account {
        @Override
        public String key() {
            return "escrow:" + contract;
        }
    }

    /** The account with that {@link #key()}. */
    static Account of(String key) {
        int colon = key.indexOf(':');
        String rest = key.substring(colon + 1);
        return switch (key.substring(0, Math.max(colon, 0))) {
            case "party" -> new OfParty(new PartyId(rest));
            case "escrow" -> new Escrow(new ContractId(rest));
            default -> throw new IllegalArgumentException("account \"" + key + "\": want party:ID or escrow:ID");
        };
    }
}
