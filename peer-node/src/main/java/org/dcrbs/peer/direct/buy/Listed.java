package org.dcrbs.peer.direct.buy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Window;
import org.dcrbs.peer.direct.book.Contact;
import org.dcrbs.peer.direct.document.LegDraft;
import org.dcrbs.peer.direct.document.SpecJson;
import org.dcrbs.peer.direct.document.Texts;
import org.dcrbs.peer.direct.document.WorkUnit;
import org.dcrbs.peer.direct.line.Asker;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.protocol.json.CanonicalJson;
import org.dcrbs.protocol.json.JsonFields;
import org.dcrbs.protocol.proof.OpenKey;
import org.dcrbs.protocol.v1.DirectCatalogueRequest;
import org.dcrbs.protocol.v1.DirectMessage;
import org.dcrbs.protocol.v1.Envelope;

/** One offer of a partner's, as it tells. */
public record Listed(String id, Spec spec, long copies) {
    private static final int MOST = 1000;
    private static final long MEMORY_PAGES = 256;
    private static final long OUTPUT_BYTES = 16L << 20;
    private static final long MOST_CPU_MILLIS = 600_000;

    static List<Listed> ask(Asker line, Contact partner) throws IOException, NoDealException {
        try {
            Envelope answer = line.ask(DirectMessage.newBuilder()
                    .setCatalogueRequest(DirectCatalogueRequest.getDefaultInstance())
                    .build());
            List<ByteString> offers = answer.getDirect().getCatalogue().getOffersList();
            if (!answer.hasDirect() || !answer.getDirect().hasCatalogue() || offers.size() > MOST) {
                throw new NoDealException(partner.name() + " answered something else than its offers");
            }
            List<Listed> all = new ArrayList<>();
            for (ByteString offer : offers) {
                all.add(read(offer.toByteArray()));
            }
            return all;
        } catch (RefusedException e) {
            throw new NoDealException(partner.name() + " refuses: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new NoDealException(
                    partner.name() + " offers something that is not to be understood: " + e.getMessage());
        }
    }

    private static Listed read(byte[] bytes) {
        JsonFields fields = JsonFields.of("offer", CanonicalJson.read("offer", bytes));
        fields.only("id", "spec", "copies", "until");
        return new Listed(
                LegDraft.checkOfferId(fields.text("id")),
                SpecJson.read(fields.object("spec")),
                fields.whole("copies", 1, 1_000_000));
    }

    LegDraft leg(OpenKey giver, OpenKey taker, Optional<Wish.Work> work, Instant now) throws NoDealException {
        if (spec instanceof FileHeader) {
            if (work.isPresent()) {
                throw new NoDealException("offer " + id + " is a file; it takes no work");
            }
            return new LegDraft(id, giver, taker, spec, new Window(now, now.plusSeconds(24 * 3600)), Optional.empty());
        }
        ComputingPower power = (ComputingPower) spec;
        Wish.Work wanted = work.orElseThrow(
                () -> new NoDealException("offer " + id + " is computing power; say what to compute with --module"));
        WorkUnit unit = new WorkUnit(
                Texts.sha256(wanted.module().toByteArray()),
                wanted.module().size(),
                Texts.sha256(wanted.input().toByteArray()),
                MEMORY_PAGES,
                Math.min(MOST_CPU_MILLIS, wanted.milliProcessors() * wanted.seconds()),
                OUTPUT_BYTES);
        return new LegDraft(
                id,
                giver,
                taker,
                new ComputingPower(wanted.milliProcessors(), power.mips(), power.mflops()),
                new Window(now, now.plusSeconds(wanted.seconds())),
                Optional.of(unit));
    }

    /** In a line. */
    public String words() {
        return spec instanceof FileHeader file
                ? "file " + Texts.brief(file.name()) + ", " + file.bytes() + " bytes"
                        + (file.function().isEmpty() ? "" : ", " + Texts.brief(file.function()))
                : "computing power, " + spec.units() + " milli-processors";
    }
}
