package org.dcrbs.server.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Offer;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Storage;
import org.dcrbs.market.Window;
import org.dcrbs.peer.config.ShareFile;
import org.dcrbs.peer.share.OfferedFile;
import org.dcrbs.peer.share.Share;

/** What the node of a sample party would report, on a machine of two processors of the given speed. */
final class ReportedOffers {
    private static final long MILLI_PROCESSORS = 2000;
    private static final long MEMORY_MEGA_BYTES = 4000;
    private static final long DISK_MEGA_BYTES = 20_000;

    private final PartyId party;
    private final Share share;
    private final Window window;
    private final List<Offer> offers = new ArrayList<>();

    private ReportedOffers(PartyId party, Share share, Instant now) {
        this.party = party;
        this.share = share;
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        this.window = new Window(hour, hour.plus(share.days(), ChronoUnit.DAYS));
    }

    static List<Offer> of(String party, long mips, long mflops, Instant now) throws Exception {
        Share share = ShareFile.read(Samples.folder().resolve("peers/" + party + ".json"));
        ReportedOffers reported = new ReportedOffers(new PartyId(party), share, now);
        reported.addMachine(mips, mflops);
        share.internet().ifPresent(line -> reported.add("internet", line.spec(), 1));
        share.devices().forEach(device -> reported.add("device-" + device.id(), device.spec(), 1));
        for (OfferedFile file : share.files()) {
            reported.add("file-" + file.id(), hashed(file), file.copies());
        }
        return reported.offers;
    }

    private void addMachine(long mips, long mflops) {
        long processors = MILLI_PROCESSORS * (100 - share.reserved().processors()) / 100;
        if (processors > 0) {
            add("cpu", new ComputingPower(processors, mips, mflops), 1);
            add("memory", new Memory(MEMORY_MEGA_BYTES * (100 - share.reserved().memory()) / 100, 80, 80), 1);
            add("disk", new Storage(DISK_MEGA_BYTES * (100 - share.reserved().disk()) / 100, 100, 500, 1000), 1);
        }
    }

    private static FileHeader hashed(OfferedFile file) throws Exception {
        Path path = file.path();
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path)));
        FileHeader said = file.header();
        return new FileHeader(
                said.name(),
                said.targetUser(),
                said.objective(),
                said.function(),
                said.environment(),
                Files.size(path),
                sha256);
    }

    private void add(String lot, Spec spec, long copies) {
        offers.add(new Offer(
                new ListingId(party + "." + lot),
                party,
                spec,
                copies,
                window,
                Attributes.NONE,
                new Constraint(share.serves().expression()),
                Optional.ofNullable(share.asks().get(lot))));
    }
}
