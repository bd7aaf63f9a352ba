package org.dcrbs.protocol.link;

import com.google.protobuf.InvalidProtocolBufferException;
import org.dcrbs.protocol.v1.Envelope;

/** Makes, writes and reads the messages of dispatches, and carries them nowhere: what no way of carrying them can go below. */
final class NoCarrier implements GrpcComparisonTest.Carrier {
    private long last;

    @Override
    public void carry(Dispatches dispatches) throws InterruptedException {
        while (dispatches.anyLeft()) {
            Envelope order = across(dispatches.order());
            Envelope result = across(Dispatches.result(order));
            across(Dispatches.ack(result));
            dispatches.acknowledged();
        }
        dispatches.await();
    }

    private Envelope across(Envelope.Builder message) {
        byte[] written = message.setVersion(1).setId(++last).build().toByteArray();
        try {
            return Envelope.parseFrom(written);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a message just written can't be read", e);
        }
    }

    @Override
    public void close() {}
}
