package org.dcrbs.peer.execute.peripheral;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.dcrbs.peer.execute.Answers;
import org.dcrbs.peer.execute.Meter;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;

/** Has a picture taken for each order that comes; one that comes again gets its own again. */
record PictureDevice(String kind, Source source) implements Device {
    /** What takes a picture when it is told to. */
    interface Source {
        /** What a picture may take at the most. */
        Duration most();

        void take(Path picture, Patience patience) throws IOException, InterruptedException;

        String look() throws IOException, InterruptedException;
    }

    /** The picture is the result's blob. */
    @Override
    public WorkResult serve(WorkOrder order, WorkContext context, Meter meter)
            throws IOException, InterruptedException {
        OrderFolder folder = OrderFolder.of(context, kind);
        if (!Files.exists(folder.file(order))) {
            folder.prune(Instant.now());
            try {
                source.take(folder.draft(order), Patience.of(context, source.most()));
                folder.keep(order);
            } finally {
                Files.deleteIfExists(folder.draft(order));
            }
        }
        ByteString sha256 = context.publish(folder.file(order));
        return Answers.doneWithBlob(order, sha256, ByteString.EMPTY, meter.usage());
    }

    @Override
    public String look() throws IOException, InterruptedException {
        return source.look();
    }
}
