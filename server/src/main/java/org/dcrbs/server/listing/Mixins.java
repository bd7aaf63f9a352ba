package org.dcrbs.server.listing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import org.dcrbs.market.Account;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Consideration;
import org.dcrbs.market.Contract;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.Job;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Money;
import org.dcrbs.market.Peripheral;
import org.dcrbs.market.Storage;
import org.dcrbs.market.negotiation.Actor;
import org.dcrbs.market.negotiation.Move;
import org.dcrbs.market.negotiation.Negotiation;
import org.dcrbs.market.negotiation.Open;
import org.dcrbs.market.negotiation.Tactic;

/** How the market's records look in JSON: annotations for types that know nothing of it. */
final class Mixins {
    private Mixins() {}

    /** An id or expression: its text alone. */
    abstract static class Text {
        @JsonCreator
        Text(@SuppressWarnings("unused") String value) {}

        @JsonValue
        @Override
        public abstract String toString();
    }

    abstract static class Amount {
        @JsonValue
        @Override
        public abstract String toString();
    }

    abstract static class Named {
        @JsonCreator
        Named(@SuppressWarnings("unused") Map<String, String> values) {}

        @JsonValue
        abstract Map<String, String> values();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "category")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ComputingPower.class, name = "COMPUTING_POWER"),
        @JsonSubTypes.Type(value = Memory.class, name = "MEMORY"),
        @JsonSubTypes.Type(value = Storage.class, name = "STORAGE"),
        @JsonSubTypes.Type(value = Peripheral.class, name = "PERIPHERAL"),
        @JsonSubTypes.Type(value = FileHeader.class, name = "FILE"),
        @JsonSubTypes.Type(value = InternetAccess.class, name = "INTERNET_ACCESS"),
        @JsonSubTypes.Type(value = Money.class, name = "MONEY")
    })
    interface OfSpec {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Job.Compute.class, name = "COMPUTE"),
        @JsonSubTypes.Type(value = Job.Print.class, name = "PRINT"),
        @JsonSubTypes.Type(value = Job.LoadTest.class, name = "LOAD_TEST"),
        @JsonSubTypes.Type(value = Job.Spider.class, name = "SPIDER")
    })
    interface OfJob {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Consideration.InMoney.class, name = "IN_MONEY"),
        @JsonSubTypes.Type(value = Consideration.InKind.class, name = "IN_KIND"),
        @JsonSubTypes.Type(value = Consideration.Either.class, name = "EITHER")
    })
    interface OfConsideration {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Appraisal.Valuation.class, name = "VALUATION"),
        @JsonSubTypes.Type(value = Appraisal.Unvalued.class, name = "UNVALUED")
    })
    interface OfAppraisal {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Tactic.Conceding.class, name = "CONCEDING"),
        @JsonSubTypes.Type(value = Tactic.Reciprocating.class, name = "RECIPROCATING")
    })
    interface OfTactic {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Actor.Automaton.class, name = "AUTOMATON"),
        @JsonSubTypes.Type(value = Actor.Person.class, name = "PERSON"),
        @JsonSubTypes.Type(value = Actor.Deadline.class, name = "DEADLINE")
    })
    interface OfActor {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Move.Offer.class, name = "OFFER"),
        @JsonSubTypes.Type(value = Move.Accept.class, name = "ACCEPT"),
        @JsonSubTypes.Type(value = Move.Reject.class, name = "REJECT"),
        @JsonSubTypes.Type(value = Move.HandOver.class, name = "HAND_OVER")
    })
    interface OfMove {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Open.class, name = "Open"),
        @JsonSubTypes.Type(value = Negotiation.Agreed.class, name = "Agreed"),
        @JsonSubTypes.Type(value = Negotiation.Failed.class, name = "Failed")
    })
    interface OfNegotiation {}

    interface OfAccount {
        @JsonValue
        String key();

        @JsonCreator
        static Account of(String key) {
            return Account.of(key);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Contract.Proposed.class, name = "Proposed"),
        @JsonSubTypes.Type(value = Contract.Agreed.class, name = "Agreed"),
        @JsonSubTypes.Type(value = Contract.Active.class, name = "Active"),
        @JsonSubTypes.Type(value = Contract.Delivered.class, name = "Delivered"),
        @JsonSubTypes.Type(value = Contract.Settled.class, name = "Settled"),
        @JsonSubTypes.Type(value = Contract.Rejected.class, name = "Rejected"),
        @JsonSubTypes.Type(value = Contract.Cancelled.class, name = "Cancelled"),
        @JsonSubTypes.Type(value = Contract.Breached.class, name = "Breached"),
        @JsonSubTypes.Type(value = Contract.Expired.class, name = "Expired")
    })
    interface OfContract {
        @JsonIgnore
        boolean isFinal();
    }
}
