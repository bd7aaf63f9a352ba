package org.dcrbs.peer.direct.buy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dcrbs.market.Credits;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.negotiation.Hands;
import org.dcrbs.peer.direct.book.Contact;
import org.dcrbs.peer.direct.book.Entry;
import org.dcrbs.peer.direct.deal.Appraiser;
import org.dcrbs.peer.direct.deal.Stance;
import org.dcrbs.peer.direct.document.DirectContract;
import org.dcrbs.peer.direct.document.Draft;
import org.dcrbs.peer.direct.document.LegDraft;
import org.dcrbs.peer.direct.goods.Good;
import org.dcrbs.peer.direct.line.Asker;

/** Trades with one partner, from the dialling side. */
public final class Buyer {
    private static final Duration TO_DELIVER = Duration.ofDays(1);
    private static final Duration LONGEST_TALK = Duration.ofHours(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Tools tools;
    private final Supplier<Appraiser> appraiser;
    private final Contact partner;
    private final Asker line;
    private final Outgoing outgoing;
    private final Fulfilment fulfilment;

    /** @param direct the node's folder for direct trade */
    public Buyer(Tools tools, Supplier<Appraiser> appraiser, Contact partner, Asker line, Path direct)
            throws IOException {
        this.tools = tools;
        this.appraiser = appraiser;
        this.partner = partner;
        this.line = line;
        this.outgoing = Outgoing.open(direct);
        this.fulfilment = new Fulfilment(tools, line, partner, outgoing);
    }

    /** What the partner offers. */
    public List<Listed> catalogue() throws IOException, NoDealException {
        return Listed.ask(line, partner);
    }

    /** Negotiates, signs, takes and gives, and books. What is unfinished with the partner comes first. */
    public Entry buy(Wish wish, Optional<Player> player) throws IOException, NoDealException {
        resume();
        Listed listed = catalogue().stream()
                .filter(each -> each.id().equals(wish.offer()))
                .findFirst()
                .orElseThrow(() -> new NoDealException(
                        partner.name() + " has no offer " + wish.offer() + "; 'direct offers' shows what it has"));
        Draft draft = draft(wish, listed);
        Bargaining bargaining = new Bargaining(line, draft, partner.name(), tools.clock(), player, tools.tell());
        List<Credits> worths = new ArrayList<>();
        for (int leg = 1; leg <= draft.legs().size(); leg++) {
            Stance stance = stance(draft.leg(leg), wish);
            tools.tell()
                    .accept((leg == 1 ? "for " : "in kind, for ")
                            + draft.leg(leg).words() + "; this node "
                            + (leg == 1 ? "gives at most " : "takes at least ") + stance.limit() + ", by "
                            + String.join("; ", stance.rules()));
            if (stance.hands() == Hands.PERSON && player.isEmpty()) {
                throw new NoDealException("by your policy a person negotiates this; add --ask");
            }
            worths.add(bargaining.agree(leg, stance));
        }
        if (wish.work().isPresent()) {
            outgoing.keep(
                    draft.deal(),
                    1,
                    wish.work().get().module().toByteArray(),
                    wish.work().get().input().toByteArray());
        }
        Entry done = fulfilment.finish(fulfilment.propose(new DirectContract(draft, worths)));
        if (!done.settled()) {
            throw new NoDealException("contract of deal " + done.deal() + " is "
                    + done.state(tools.clock().instant()));
        }
        return done;
    }

    /** Takes up whatever was begun with the partner and isn't at its end; what became of each. */
    public List<Entry> resume() throws IOException, NoDealException {
        List<Entry> resumed = new ArrayList<>();
        for (Entry entry : tools.books().with(partner.key())) {
            boolean ours =
                    entry.contract().draft().dialler().equals(tools.books().own());
            if (ours && entry.lapsed().isEmpty() && !entry.settled()) {
                resumed.add(fulfilment.finish(entry));
            }
        }
        return resumed;
    }

    private Stance stance(LegDraft leg, Wish wish) throws NoDealException {
        if (leg.taker().equals(tools.books().own())) {
            return appraiser.get().taker(leg, wish.most());
        }
        Good good = given(leg.offer());
        return appraiser.get().giver(leg, good.ask(leg), good.list(leg));
    }

    private Draft draft(Wish wish, Listed listed) throws NoDealException {
        Instant now = tools.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        List<LegDraft> legs = new ArrayList<>();
        legs.add(listed.leg(partner.key(), tools.books().own(), wish.work(), now));
        if (wish.inKind().isPresent()) {
            Good good = given(wish.inKind().get());
            legs.add(new LegDraft(
                    good.id(), tools.books().own(), partner.key(), good.spec(), good.window(now), Optional.empty()));
        }
        return new Draft(
                newDeal(),
                tools.books().own(),
                partner.key(),
                now,
                wish.answerWithin(),
                now.plus(LONGEST_TALK),
                now.plus(TO_DELIVER),
                legs);
    }

    private Good given(String id) throws NoDealException {
        Good good = tools.stock()
                .find(id)
                .orElseThrow(() -> new NoDealException("there is no offer " + id + " here to give in kind"));
        if (!(good.spec() instanceof FileHeader)) {
            throw new NoDealException("offer " + id + " is no file; only files are given in kind");
        }
        return good;
    }

    private static String newDeal() {
        byte[] deal = new byte[16];
        RANDOM.nextBytes(deal);
        return HexFormat.of().formatHex(deal);
    }
}
