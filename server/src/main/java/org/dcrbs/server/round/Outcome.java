package org.dcrbs.server.round;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.negotiation.Move;
import org.dcrbs.server.negotiation.HeldPackage;

/**
 * All that a round decided, before any of it is carried out.
 *
 * @param contracts those to be made at once
 * @param held the packages that wait for people
 */
public record Outcome(
        List<ContractTerms> contracts,
        List<LeftOut> leftOut,
        List<Appraisal> appraisals,
        List<Negotiated> negotiations,
        List<HeldPackage> held) {
    public Outcome {
        contracts = List.copyOf(contracts);
        leftOut = List.copyOf(leftOut);
        appraisals = List.copyOf(appraisals);
        negotiations = List.copyOf(negotiations);
        held = List.copyOf(held);
    }

    /** All contracts, as if the automaton negotiated wherever people are asked. */
    public List<ContractTerms> expected() {
        return expected(contracts, held);
    }

    static List<ContractTerms> expected(List<ContractTerms> contracts, List<HeldPackage> held) {
        List<ContractTerms> all = new ArrayList<>(contracts);
        held.forEach(one -> all.addAll(one.expected()));
        return all;
    }

    /** A demand that stayed unserved, and why, a line a reason. */
    public record LeftOut(ListingId demand, List<String> reasons) {
        public LeftOut {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * How the worth of one pairing was negotiated.
     *
     * @param note why no person was asked, if policy wanted one to be
     */
    public record Negotiated(ListingId demand, String requirement, List<Move> moves, Optional<String> note) {
        public Negotiated {
            moves = List.copyOf(moves);
        }
    }
}
