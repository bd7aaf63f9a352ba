package org.dcrbs.protocol.link;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.security.cert.CertificateException;
import java.util.Optional;
import org.dcrbs.protocol.tls.PeerName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the connection to another protocol, if the handshake has come to that one; otherwise it is not there. */
final class ProtocolChoice extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ProtocolChoice.class);

    private final OtherProtocol other;

    private ProtocolChoice(OtherProtocol other) {
        this.other = other;
    }

    /** Puts it right behind TLS. */
    static void add(Channel channel, OtherProtocol other) {
        String tls = channel.pipeline().context(SslHandler.class).name();
        channel.pipeline().addAfter(tls, null, new ProtocolChoice(other));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        boolean chosen = event instanceof SslHandshakeCompletionEvent handshake
                && handshake.isSuccess()
                && other.name().equals(tls.applicationProtocol());
        if (!chosen) {
            super.userEventTriggered(context, event);
            return;
        }
        try {
            Optional<PeerName> caller =
                    ServerSessionHandler.named(ShownCertificate.of(tls).map(ShownCertificate::parsed));
            if (caller.isPresent()) {
                leaveOnly(context.pipeline(), tls);
                other.take(context.channel(), caller.get());
                return;
            }
        } catch (CertificateException e) {
            LOG.info("Refused a connection from {}: {}", context.channel().remoteAddress(), e.getMessage());
        }
        var unused = context.close();
    }

    private static void leaveOnly(ChannelPipeline pipeline, ChannelHandler tls) {
        while (pipeline.last() != tls) {
            pipeline.removeLast();
        }
    }
}
