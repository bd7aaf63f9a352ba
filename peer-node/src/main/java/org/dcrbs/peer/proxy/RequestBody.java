package org.dcrbs.peer.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/** Passes the body of the one request on, and nothing after it: a second request might want to go elsewhere. */
final class RequestBody extends Relay {
    private boolean whole;

    RequestBody(Channel site) {
        super(site);
    }

    @Override
    void pass(ChannelHandlerContext context, Object message) {
        if (whole) {
            ReferenceCountUtil.release(message);
            return;
        }
        whole = message instanceof LastHttpContent;
        super.pass(context, message);
    }
}
