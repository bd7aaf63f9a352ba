package org.dcrbs.peer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;
import org.dcrbs.peer.door.LineLostException;
import org.dcrbs.peer.execute.lease.LeaseService;
import org.dcrbs.peer.execute.lease.LeasedLine;
import org.dcrbs.peer.execute.lease.LineMeter;
import org.dcrbs.peer.lease.KeptLeases;
import org.dcrbs.peer.lease.LeaseDoor;
import org.dcrbs.peer.lease.LeaseLine;
import org.dcrbs.peer.lease.Members;
import org.dcrbs.peer.share.AllowList;
import org.dcrbs.peer.share.DoorPlace;
import org.dcrbs.peer.traffic.Traffic;
import org.dcrbs.peer.transfer.pieces.Dialler;
import org.dcrbs.peer.transfer.pieces.DiskRoom;
import org.dcrbs.peer.transfer.pieces.Fetch;
import org.dcrbs.peer.transfer.pieces.HeldFile;
import org.dcrbs.peer.transfer.pieces.Pace;
import org.dcrbs.peer.transfer.pieces.PieceTable;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.v1.AccessFigures;
import org.dcrbs.protocol.v1.ErrandAnswer.Lease;
import org.dcrbs.protocol.v1.FileReceive;
import org.dcrbs.protocol.v1.LeaseAnswer;
import org.dcrbs.protocol.v1.LeaseCall;
import org.dcrbs.protocol.v1.WorkOrder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A lessee goes through the lab's line while a file leaves by the same door, out of one share. */
@Timeout(120)
class LineSharedOutTest {
    private static final long SHARE_KILOBITS = 16_000;
    private static final long LEASED_KILOBITS = 10_000;
    private static final long FILE_BYTES = 4_000_000;
    /** A piece ahead, what a leased line carries at once after a silence, and what lies in buffers. */
    private static final long AHEAD_BYTES = 1_500_000;

    private static final String ACCESS = "c-1/1/access";
    private static final String HOLD = "c-1/2/hold";

    @TempDir
    Path folder;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Traffic traffic = new Traffic();
    private final LineMeter meter = new LineMeter(AccessFigures.getDefaultInstance());
    private PeerIdentity studio;
    private LeaseDoor door;
    private Path offered;
    private PieceTable.Read read;

    @BeforeEach
    void theLabLetsOfItsLineAndHoldsAFile() throws Exception {
        open.push(traffic);
        traffic.allow(SHARE_KILOBITS);
        byte[] contents = new byte[(int) FILE_BYTES];
        new Random(5).nextBytes(contents);
        offered = Files.write(folder.resolve("film.mp4"), contents);
        read = PieceTable.of(offered);
        ServerSocket site = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.push(site);
        Thread serving = new Thread(() -> giveForever(site), "site");
        serving.setDaemon(true);
        serving.start();

        KeptLeases kept = new KeptLeases();
        HeldFile held = new HeldFile(offered, read.table(), Files.getLastModifiedTime(offered));
        open.push(kept.open(order(HOLD), held));
        LeasedLine line = new LeasedLine(
                LEASED_KILOBITS,
                Long.MAX_VALUE,
                () -> AllowList.parse("127.0.0.1:" + site.getLocalPort()),
                new LineMeter(AccessFigures.getDefaultInstance()));
        open.push(line::end);
        open.push(kept.open(order(ACCESS), new Leased(line)));
        Members members = new Members();
        studio = members.member("studio");
        door = LeaseDoor.open(new DoorPlace(0, ""), members.member("lab"), LinkLimits.DEFAULT, kept, traffic);
        open.push(door);
        goThrough(site.getLocalPort());
    }

    private record Leased(LeasedLine leased) implements LeaseService {
        @Override
        public LeaseAnswer.Builder answer(LeaseCall call) {
            throw new IllegalArgumentException("nobody calls");
        }

        @Override
        public Optional<LeasedLine> line() {
            return Optional.of(leased);
        }
    }

    private static WorkOrder order(String id) {
        return WorkOrder.newBuilder().setId(id).setLessee("studio").build();
    }

    private static void giveForever(ServerSocket site) {
        byte[] some = new byte[16 * 1024];
        try (Socket visitor = site.accept()) {
            String head = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n";
            visitor.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            while (true) {
                visitor.getOutputStream().write(some);
            }
        } catch (IOException e) {
            // The visitor has left.
        }
    }

    /** Takes what comes through the leased line, until closed; returns when it comes. */
    private void goThrough(int sitePort) throws Exception {
        Forwarder forwarder = Forwarder.open(0, address(), new LeaseTicket("lab", ACCESS), studio, meter);
        open.push(forwarder);
        Socket program = new Socket(InetAddress.getLoopbackAddress(), forwarder.port());
        open.push(program);
        String request = "GET http://127.0.0.1:" + sitePort + "/ HTTP/1.1\r\nhost: here\r\n\r\n";
        program.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = program.getInputStream();
        assertThat(new String(in.readNBytes(15), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
        Thread reading = new Thread(() -> readOn(in), "program");
        reading.setDaemon(true);
        reading.start();
    }

    private static void readOn(InputStream in) {
        try {
            in.skipNBytes(Long.MAX_VALUE);
        } catch (IOException e) {
            // Closed.
        }
    }

    private InetSocketAddress address() {
        return InetSocketAddress.createUnresolved(
                "127.0.0.1", Integer.parseInt(door.address().substring(1)));
    }

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Test
    void aLeasedLineAndAFileTogetherKeepWithinTheShare() throws Exception {
        long before = meter.bytes();
        long began = System.nanoTime();

        assertThat(fetch()).hasSameBinaryContentAs(offered);

        double seconds = (System.nanoTime() - began) / 1e9;
        double carried = FILE_BYTES + meter.bytes() - before;
        assertThat(carried).isLessThanOrEqualTo(SHARE_KILOBITS * 125 * seconds + AHEAD_BYTES);
        assertThat(meter.bytes()).as("the leased line was not held up").isGreaterThan(before);
    }

    private Path fetch() throws Exception {
        FileReceive wanted = FileReceive.newBuilder()
                .setSha256(read.sha256())
                .setName("film.mp4")
                .setBytes(FILE_BYTES)
                .addHolders(Lease.newBuilder().setOrderId(HOLD).setGiver("lab").setDoor("127.0.0.1" + door.address()))
                .build();
        Dialler dialler = new Dialler() {
            @Override
            public LeaseLine dial(Lease holder) throws LineLostException {
                return LeaseLine.dial(holder, studio, LinkLimits.DEFAULT);
            }

            @Override
            public Lease whereabouts(Lease holder) {
                return holder;
            }
        };
        Traffic studios = new Traffic();
        Fetch.Means means = new Fetch.Means(dialler, Pace.USUAL, studios.in(), new DiskRoom(folder, () -> 0));
        return new Fetch(wanted, folder.resolve("arriving"), means, () -> false).run();
    }
}
