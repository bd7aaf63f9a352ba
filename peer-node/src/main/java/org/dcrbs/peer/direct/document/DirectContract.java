package org.dcrbs.peer.direct.document;

import java.util.ArrayList;
import java.util.List;
import org.dcrbs.market.Credits;
import org.dcrbs.protocol.json.CanonicalJson;
import org.dcrbs.protocol.json.Json;
import org.dcrbs.protocol.json.JsonFields;

/** A draft and the worths that were agreed on, leg by leg. Binds once both have signed it. */
public record DirectContract(Draft draft, List<Credits> worths) {
    public DirectContract {
        worths = List.copyOf(worths);
        if (worths.size() != draft.legs().size()) {
            throw new IllegalArgumentException("deal " + draft.deal() + ": " + worths.size() + " worths for "
                    + draft.legs().size() + " legs");
        }
    }

    public static DirectContract read(byte[] bytes) {
        return read(JsonFields.of("contract", CanonicalJson.read("contract", bytes)));
    }

    public static DirectContract read(JsonFields fields) {
        List<Credits> worths = new ArrayList<>();
        for (JsonFields leg : fields.objects("legs", Draft.MOST_LEGS)) {
            leg.only("offer", "giver", "taker", "spec", "window", "work", "worth");
            worths.add(Texts.credits(leg, "worth"));
        }
        return new DirectContract(Draft.read(fields), worths);
    }

    public Json.Members json() {
        List<Json.Members> legs = new ArrayList<>();
        for (LegDraft leg : draft.legs()) {
            legs.add(leg.json().with("worth", Texts.credits(worths.get(legs.size()))));
        }
        return draft.json(legs);
    }

    public byte[] bytes() {
        return CanonicalJson.bytes(json());
    }

    /** The SHA-256 of its canonical form: what receipts go by, so that they hold for no other price. */
    public String hash() {
        return Texts.sha256(bytes());
    }

    /** @param leg from 1 */
    public Credits worth(int leg) {
        draft.leg(leg);
        return worths.get(leg - 1);
    }
}
