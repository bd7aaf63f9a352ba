package org.dcrbs.peer.direct.deal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.Window;
import org.dcrbs.market.negotiation.Hands;
import org.dcrbs.peer.direct.document.LegDraft;
import org.dcrbs.protocol.proof.OpenKey;
import org.dcrbs.rules.PolicySet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppraiserTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    Path policies;

    @Test
    void policySaysOnWhichSideAPersonNegotiates() throws Exception {
        PolicySet.copyShipped(policies);
        Files.writeString(policies.resolve("in-person.drl"), """
                package policies
                import org.dcrbs.rules.facts.ProposedDeal

                rule "Files: the owner sells in person"
                when
                    $deal : ProposedDeal( category == "FILE" )
                then
                    $deal.personForGiver();
                end
                """);
        Appraiser appraiser = new Appraiser(PolicySet.load(policies));
        LegDraft leg = new LegDraft(
                "map",
                new OpenKey("aa".repeat(32)),
                new OpenKey("bb".repeat(32)),
                new FileHeader("map.svg", "", "", "", "", 20_000, "cc".repeat(32)),
                new Window(NOON, NOON.plusSeconds(3600)),
                Optional.empty());

        assertThat(appraiser.giver(leg, Optional.empty(), Optional.empty()).hands())
                .isEqualTo(Hands.PERSON);
        assertThat(appraiser.taker(leg, Optional.empty()).hands()).isEqualTo(Hands.AUTOMATON);
    }
}
