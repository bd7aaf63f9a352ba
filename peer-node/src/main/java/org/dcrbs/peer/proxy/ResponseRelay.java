package org.dcrbs.peer.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/** Passes a site's answer to a plain request on to the lessee, and hangs up behind it. */
final class ResponseRelay extends Relay {
    private final Channel lessee;
    private boolean preliminary;

    ResponseRelay(Channel lessee) {
        super(lessee);
        this.lessee = lessee;
    }

    @Override
    void pass(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse response) {
            preliminary = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            Requests.strip(response.headers());
            // Only this node says so, by which the lessee knows its words from a site's.
            response.headers().remove("proxy-status");
            if (!preliminary) {
                response.headers().set("connection", "close");
            }
        }
        boolean last = message instanceof LastHttpContent && !preliminary;
        super.pass(context, message);
        if (last) {
            lessee.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            var unused = context.close();
        }
    }
}
