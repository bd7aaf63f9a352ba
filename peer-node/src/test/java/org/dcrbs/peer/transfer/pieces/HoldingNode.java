package org.dcrbs.peer.transfer.pieces;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.dcrbs.peer.execute.lease.LeaseService;
import org.dcrbs.peer.lease.KeptLeases;
import org.dcrbs.peer.lease.LeaseDoor;
import org.dcrbs.peer.share.DoorPlace;
import org.dcrbs.peer.traffic.Traffic;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.v1.ErrandAnswer.Lease;
import org.dcrbs.protocol.v1.LeaseAnswer;
import org.dcrbs.protocol.v1.LeaseCall;
import org.dcrbs.protocol.v1.WorkOrder;

/** A member's door behind which a file is held open for the studio. */
final class HoldingNode implements Closeable {
    final PeerIdentity identity;
    final HeldFile held;
    /** The numbers of the pieces that were given, in order. */
    final Queue<Long> given = new ConcurrentLinkedQueue<>();
    /** What becomes of an answer on its way. */
    volatile UnaryOperator<LeaseAnswer.Builder> altered = answer -> answer;
    /** Done before each piece is given. */
    volatile Runnable before = () -> {};

    /** Its share of its owner's line: all of it, as long as nobody says otherwise. */
    final Traffic traffic = new Traffic();

    private final KeptLeases kept = new KeptLeases();
    private LeaseDoor door;
    private int port;

    HoldingNode(PeerIdentity identity, Path file) throws IOException {
        this.identity = identity;
        held = new HeldFile(file, PieceTable.of(file).table(), Files.getLastModifiedTime(file));
        keepFor("studio");
        open();
    }

    void keepFor(String lessee) {
        LeaseService watched = this::answer;
        Closeable unused = kept.open(
                WorkOrder.newBuilder().setId("c-1/1/hold").setLessee(lessee).build(), watched);
    }

    private LeaseAnswer.Builder answer(LeaseCall call) throws IOException {
        if (call.hasFilePiece()) {
            before.run();
            given.add(call.getFilePiece().getNumber());
        }
        return altered.apply(held.answer(call));
    }

    /** At the same address as before, if it was open before. */
    void open() throws IOException {
        door = LeaseDoor.open(new DoorPlace(port, ""), identity, LinkLimits.DEFAULT, kept, traffic);
        port = Integer.parseInt(door.address().substring(1));
    }

    void shut() {
        door.close();
    }

    Lease place() {
        return Lease.newBuilder()
                .setOrderId("c-1/1/hold")
                .setGiver(identity.name().partyId())
                .setDoor("127.0.0.1:" + port)
                .build();
    }

    /** The same with its first byte another. */
    static LeaseAnswer.Builder spoilt(LeaseAnswer.Builder answer) {
        if (answer.hasFilePiece()) {
            ByteString data = answer.getFilePiece().getData();
            ByteString first = ByteString.copyFrom(new byte[] {(byte) (data.byteAt(0) + 1)});
            answer.getFilePieceBuilder().setData(first.concat(data.substring(1)));
        }
        return answer;
    }

    @Override
    public void close() {
        door.close();
        traffic.close();
    }
}
