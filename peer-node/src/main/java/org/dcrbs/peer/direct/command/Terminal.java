package org.dcrbs.peer.direct.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import org.dcrbs.market.Credits;
import org.dcrbs.market.negotiation.Actor;
import org.dcrbs.market.negotiation.Move;
import org.dcrbs.market.negotiation.Open;
import org.dcrbs.market.negotiation.Side;
import org.dcrbs.peer.direct.buy.Player;
import org.dcrbs.peer.direct.deal.MoveText;
import org.dcrbs.peer.direct.deal.Talk;

/** A person at the terminal, who writes a line for each move. */
final class Terminal implements Player {
    private final BufferedReader in;
    private final Consumer<String> say;
    private final Actor.Person person;
    private final Clock clock;

    Terminal(BufferedReader in, Consumer<String> say, String name, Clock clock) {
        this.in = in;
        this.say = say;
        this.person = new Actor.Person(name);
        this.clock = clock;
    }

    @Override
    public Move next(Talk talk) throws IOException {
        Side side = talk.stance().side();
        Optional<Credits> standing = talk.now().last(side.other()).map(Move.Offer::amount);
        while (true) {
            say.accept("your move" + until(talk) + ": " + MoveText.choices(standing));
            String line = in.readLine();
            if (line == null) {
                return new Move.Reject(side, "nobody is at the terminal any more", person, clock.instant());
            }
            try {
                return MoveText.parse(line.strip(), side, standing, person, clock.instant());
            } catch (IllegalArgumentException e) {
                told(String.valueOf(e.getMessage()));
            }
        }
    }

    @Override
    public void told(String why) {
        say.accept("  " + why);
    }

    private static String until(Talk talk) {
        return talk.now() instanceof Open open ? " until " + open.turnEnds().truncatedTo(ChronoUnit.SECONDS) : "";
    }
}
