package org.dcrbs.server;

import java.util.Optional;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.listing.Parties;
import org.dcrbs.server.negotiation.Negotiations;
import org.dcrbs.server.round.Rounds;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Before anybody can connect: completes what a crash interrupted, and on the first start makes the coordinator a party. */
@Component
class Recovery implements SmartLifecycle {
    private static final PartyId COORDINATOR = new PartyId("coordinator");
    private static final Credits CREDIT_LIMIT = Credits.of(1000);

    private final Parties parties;
    private final Contracts contracts;
    private final Negotiations negotiations;
    private final Rounds rounds;
    private volatile boolean running;

    Recovery(Parties parties, Contracts contracts, Negotiations negotiations, Rounds rounds) {
        this.negotiations = negotiations;
        this.parties = parties;
        this.contracts = contracts;
        this.rounds = rounds;
    }

    @Override
    public void start() {
        if (parties.coordinator().isEmpty()) {
            parties.put(
                    new Party(COORDINATOR, Party.Role.COORDINATOR, "The coordinator", CREDIT_LIMIT, Optional.empty()));
        }
        contracts.recover();
        negotiations.advance();
        rounds.recover();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
