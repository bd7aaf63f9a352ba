package org.dcrbs.peer.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.dcrbs.peer.execute.lease.LineMeter;
import org.dcrbs.protocol.tls.PeerName;
import org.dcrbs.protocol.tls.SslContexts;

/** Goes through the giver's door: sees that it is the giver's, names the lease, and joins both sides. */
final class Crossing extends ChannelInboundHandlerAdapter {
    private final Channel program;
    private final LeaseTicket ticket;
    private final LineMeter meter;
    private boolean done;

    Crossing(Channel program, LeaseTicket ticket, LineMeter meter) {
        this.program = program;
        this.ticket = ticket;
        this.meter = meter;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && !done) {
            if (handshake.isSuccess()) {
                cross(context);
            } else {
                fail(
                        context,
                        "the door of " + ticket.giver() + " does not open: "
                                + handshake.cause().getMessage());
            }
        }
    }

    private void cross(ChannelHandlerContext context) {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        Optional<String> there = SslContexts.shown(tls).flatMap(PeerName::of).map(PeerName::partyId);
        if (!SslContexts.PROXY_PROTOCOL.equals(tls.applicationProtocol())) {
            fail(context, ticket.giver() + " lets nobody through at its door");
        } else if (!there.equals(Optional.of(ticket.giver()))) {
            fail(context, "at that door is not " + ticket.giver() + " but " + there.orElse("nobody known"));
        } else {
            done = true;
            String line = Greeting.LEASE + ticket.order() + "\n";
            var unused = context.writeAndFlush(Unpooled.copiedBuffer(line, StandardCharsets.UTF_8));
            context.pipeline().addLast(new FirstWords(program, meter)).addLast(new Relay(program));
            program.pipeline().addLast(new Counting(meter, () -> {})).addLast(new Relay(context.channel()));
            program.config().setAutoRead(true);
            context.pipeline().remove(this);
        }
    }

    private void fail(ChannelHandlerContext context, String why) {
        done = true;
        meter.attempt();
        Apology.make(program, why);
        var unused = context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!done) {
            fail(context, "the door of " + ticket.giver() + " does not open");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!done) {
            fail(context, "the door of " + ticket.giver() + " does not open: " + cause.getMessage());
        }
    }
}
