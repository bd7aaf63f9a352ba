package org.dcrbs.peer.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/**
 * Why a request came to nothing.
 *
 * @param error as the header Proxy-Status (RFC 9209) names it, by which a lessee tells it from a site's own answer
 */
record Refusal(HttpResponseStatus status, String error, String words) {
    static final String PROXY = "dcrbs";

    /** What begins the header of all of them, and of nothing that a site says. */
    static final String MARK = "\r\nproxy-status: " + PROXY + "; error=";

    /** The line was there, and not at fault: it is no attempt of the lessee's that failed. */
    static final String DENIED = "http_request_denied";

    static final String DNS_ERROR = "dns_error";

    static Refusal denied(String words) {
        return new Refusal(HttpResponseStatus.FORBIDDEN, DENIED, words);
    }

    static Refusal badRequest(String words) {
        return new Refusal(HttpResponseStatus.BAD_REQUEST, DENIED, words);
    }

    static Refusal tooMany(String words) {
        return new Refusal(HttpResponseStatus.SERVICE_UNAVAILABLE, DENIED, words);
    }

    static Refusal unknownHost(String words) {
        return new Refusal(HttpResponseStatus.BAD_GATEWAY, DNS_ERROR, words);
    }

    static Refusal unreachable(String words) {
        return new Refusal(HttpResponseStatus.BAD_GATEWAY, "destination_unavailable", words);
    }

    /** Says so, and hangs up. */
    void send(Channel channel) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(words + "\n", StandardCharsets.UTF_8));
        response.headers()
                .set("proxy-status", PROXY + "; error=" + error)
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.CONNECTION, "close")
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        channel.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
