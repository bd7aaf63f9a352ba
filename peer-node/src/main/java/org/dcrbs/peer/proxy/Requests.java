package org.dcrbs.peer.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one request of a lessee's connection: a tunnel, or a plain one that is passed on. */
final class Requests extends SimpleChannelInboundHandler<HttpObject> {
    /** They are about one connection, not about what is asked (RFC 9110, 7.6.1). */
    private static final List<String> OF_ONE_CONNECTION =
            List.of("connection", "proxy-connection", "keep-alive", "te", "trailer", "upgrade", "proxy-authorization");

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    private final OpenLine line;
    private final Dialler dialler;
    /** The rest of the request, while its site is dialled. */
    private final Queue<HttpObject> early = new ArrayDeque<>();

    private boolean taken;
    private boolean gone;

    Requests(OpenLine line, Dialler dialler) {
        super(false);
        this.line = line;
        this.dialler = dialler;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (gone) {
            ReferenceCountUtil.release(part);
        } else if (!taken && part instanceof HttpRequest request) {
            taken = true;
            Stage.asked(context.channel());
            context.channel().config().setAutoRead(false);
            take(context, request);
        } else {
            early.add(part);
        }
    }

    private void take(ChannelHandlerContext context, HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            refuse(context, Refusal.badRequest("that is no request that this proxy understands"));
            return;
        }
        try {
            Destination to = Destination.of(request);
            dialler.dial(to, line.line().allowed(), line, context.channel().eventLoop(), new Dialler.Outcome() {
                @Override
                public void connected(Channel site) {
                    if (gone) {
                        var unused = site.close();
                    } else if (request.method().equals(HttpMethod.CONNECT)) {
                        tunnel(context, site);
                    } else {
                        passOn(context, site, request, to);
                    }
                }

                @Override
                public void refused(Refusal why) {
                    refuse(context, why);
                }
            });
        } catch (IllegalArgumentException e) {
            refuse(context, Refusal.badRequest(String.valueOf(e.getMessage())));
        }
    }

    private void refuse(ChannelHandlerContext context, Refusal why) {
        if (!gone) {
            LOG.debug("Refused {}: {}", context.channel().remoteAddress(), why.words());
            drop();
            why.send(context.channel());
        }
    }

    private void tunnel(ChannelHandlerContext context, Channel site) {
        Channel lessee = context.channel();
        drop();
        var unused = lessee.writeAndFlush(new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, new HttpResponseStatus(200, "Connection established")));
        ChannelPipeline pipeline = lessee.pipeline();
        pipeline.addLast(new Relay(site));
        pipeline.remove(this);
        pipeline.remove(HttpServerCodec.class);
        begin(lessee, site, new Relay(lessee));
    }

    private void passOn(ChannelHandlerContext context, Channel site, HttpRequest request, Destination to) {
        Channel lessee = context.channel();
        site.pipeline().addLast(new HttpClientCodec());
        HttpHeaders headers = request.headers();
        strip(headers);
        headers.set("connection", "close");
        // Else a list of hosts could be got around where a server has several.
        headers.set("host", to.authority());
        request.setUri(to.path());
        var unused = site.write(request);
        Relay body = new RequestBody(site);
        lessee.pipeline().addLast(body);
        ChannelHandlerContext last = lessee.pipeline().context(body);
        for (HttpObject part = early.poll(); part != null; part = early.poll()) {
            body.channelRead(last, part);
        }
        site.flush();
        lessee.pipeline().remove(this);
        begin(lessee, site, new ResponseRelay(lessee));
    }

    /** Takes away what is about one connection, and what its header names besides. */
    static void strip(HttpHeaders headers) {
        for (String named : headers.getAll("connection")) {
            for (String name : named.split(",", -1)) {
                headers.remove(name.strip());
            }
        }
        OF_ONE_CONNECTION.forEach(headers::remove);
    }

    private static void begin(Channel lessee, Channel site, Relay back) {
        site.pipeline().addLast(back);
        lessee.config().setAutoRead(true);
        site.config().setAutoRead(true);
    }

    private void drop() {
        gone = true;
        early.forEach(ReferenceCountUtil::release);
        early.clear();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            var unused = context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        drop();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("A lessee's connection broke: {}", cause.getMessage());
        var unused = context.close();
    }
}
