package org.dcrbs.peer.transfer.pieces;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.dcrbs.peer.door.LineLostException;
import org.dcrbs.peer.lease.KeptLeases;
import org.dcrbs.peer.lease.LeaseDoor;
import org.dcrbs.peer.lease.LeaseLine;
import org.dcrbs.peer.share.DoorPlace;
import org.dcrbs.peer.traffic.Traffic;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.tls.CertificateAuthority;
import org.dcrbs.protocol.tls.IdentityException;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.tls.PeerKey;
import org.dcrbs.protocol.tls.PeerName;
import org.dcrbs.protocol.tls.RequestRefusedException;
import org.dcrbs.protocol.v1.ErrandAnswer.Lease;
import org.dcrbs.protocol.v1.FileReceive;
import org.dcrbs.protocol.v1.WorkOrder;

/**
 * A transfer from member to member, both of them here, beside a plain copy of the same file over the same loopback: a
 * socket without TLS, a thread that reads the file into it and one that writes what comes and forces it to disk. All
 * that the transfer does besides is its own cost: TLS on both ends, messages, hashes.
 */
public final class TransferBench implements Closeable {
    private static final String ORDER = "bench/hold";

    private final Path folder;
    private final Path file;
    private final PieceTable.Read read;
    private final LeaseDoor door;
    private final PeerIdentity taker;
    private final long megaBits;
    /** Of which nothing is held back. */
    private final Traffic traffic = new Traffic();

    private TransferBench(Path folder, Path file, long megaBits) throws IOException {
        this.megaBits = megaBits;
        this.folder = folder;
        this.file = file;
        read = PieceTable.of(file);
        HeldFile held = new HeldFile(file, read.table(), Files.getLastModifiedTime(file));
        CertificateAuthority authority = CertificateAuthority.inMemory(Clock.systemUTC());
        taker = member(authority, "taker");
        KeptLeases kept = new KeptLeases();
        Closeable unused =
                kept.open(WorkOrder.newBuilder().setId(ORDER).setLessee("taker").build(), held);
        door = LeaseDoor.open(new DoorPlace(0, ""), member(authority, "giver"), LinkLimits.DEFAULT, kept, traffic);
    }

    /**
     * Ready to be run.
     *
     * @param folder where a file of so many bytes is made, and copied to
     * @param megaBits a second of the line between the two; 0: as fast as it goes
     */
    public static TransferBench in(Path folder, long bytes, long megaBits) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("file");
        Random random = new Random(1);
        byte[] piece = new byte[PieceTable.PIECE_BYTES];
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (long left = bytes; left > 0; left -= piece.length) {
                random.nextBytes(piece);
                out.write(ByteBuffer.wrap(piece, 0, (int) Math.min(piece.length, left)));
            }
            out.force(true);
        }
        return new TransferBench(folder, file, megaBits);
    }

    private static PeerIdentity member(CertificateAuthority authority, String party) throws IOException {
        try {
            PeerKey key = PeerKey.generate();
            byte[] signed = authority
                    .signPeer(key.certificateRequest(), new PeerName(party))
                    .getEncoded();
            return PeerIdentity.enrolled(
                    key, List.of(signed, authority.certificate().getEncoded()));
        } catch (RequestRefusedException | IdentityException | CertificateEncodingException e) {
            throw new IOException("no certificate for " + party, e);
        }
    }

    /** Fetched through the door, verified, forced to disk; nanoseconds from the dialling on. */
    public long transferNanos(Pace pace) throws IOException, InterruptedException {
        int port = Integer.parseInt(door.address().substring(1));
        if (megaBits > 0) {
            try (SlowLine line = new SlowLine(port, megaBits)) {
                return transferNanos(pace, line.port());
            }
        }
        return transferNanos(pace, port);
    }

    private long transferNanos(Pace pace, int port) throws IOException, InterruptedException {
        FileReceive wanted = FileReceive.newBuilder()
                .setSha256(read.sha256())
                .setName("file")
                .setBytes(read.table().bytes())
                .addHolders(
                        Lease.newBuilder().setOrderId(ORDER).setGiver("giver").setDoor("127.0.0.1:" + port))
                .build();
        Path arriving = folder.resolve("arriving");
        long began = System.nanoTime();
        Fetch.Means means = new Fetch.Means(new Direct(), pace, traffic.in(), new DiskRoom(folder, () -> 0));
        new Fetch(wanted, arriving, means, () -> false).run();
        long took = System.nanoTime() - began;
        Fetch.clear(arriving);
        return took;
    }

    /** Copied over a plain socket and forced to disk; nanoseconds from the dialling on. */
    public long plainNanos() throws IOException, InterruptedException {
        return PlainCopy.nanos(file, folder.resolve("copy"), megaBits);
    }

    private final class Direct implements Dialler {
        @Override
        public LeaseLine dial(Lease holder) throws LineLostException {
            return LeaseLine.dial(holder, taker, LinkLimits.DEFAULT);
        }

        @Override
        public Lease whereabouts(Lease holder) {
            return holder;
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        traffic.close();
        Files.deleteIfExists(folder.resolve("copy"));
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
    }
}
