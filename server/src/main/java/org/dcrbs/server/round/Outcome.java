package org.dcrbs.server.round;

import java.util.List;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.ListingId;
import org.dcrbs.server.negotiation.AlternatingOffers.Move;

/** All that a round decided, before any of it is carried out. */
public record Outcome(
        List<ContractTerms> contracts,
        List<LeftOut> leftOut,
        List<Appraisal> appraisals,
        List<Negotiated> negotiations) {
    public Outcome {
        contracts = List.copyOf(contracts);
        leftOut = List.copyOf(leftOut);
        appraisals = List.copyOf(appraisals);
        negotiations = List.copyOf(negotiations);
    }

    /** A demand that stayed unserved, and why, a line a reason. */
    public record LeftOut(ListingId demand, List<String> reasons) {
        public LeftOut {
            reasons = List.copyOf(reasons);
        }
    }

    /** How the worth of one pairing was negotiated. */
    public record Negotiated(ListingId demand, String requirement, List<Move> moves) {
        public Negotiated {
            moves = List.copyOf(moves);
        }
    }
}
