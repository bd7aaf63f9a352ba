package org.dcrbs.peer.proxy;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dcrbs.peer.execute.lease.CallFailedException.Kind;
import org.dcrbs.peer.execute.lease.LeasedLine;
import org.dcrbs.peer.execute.lease.SiteAnswer;
import org.dcrbs.peer.execute.lease.SiteCalls;
import org.jspecify.annotations.Nullable;

/** Puts a site's answer together, within bounds. */
final class SiteExchange extends SimpleChannelInboundHandler<HttpObject> {
    private final SiteCalls.Bounds bounds;
    private final CompletableFuture<SiteAnswer> answer;
    private final LeasedLine line;
    private final ByteString.Output kept = ByteString.newOutput();
    private @Nullable HttpResponse head;
    private long bytes;

    SiteExchange(SiteCalls.Bounds bounds, CompletableFuture<SiteAnswer> answer, LeasedLine line) {
        this.bounds = bounds;
        this.answer = answer;
        this.line = line;
    }

    void closeWhenDone(Channel site) {
        var unused = answer.whenComplete((done, failed) -> close(site));
    }

    private static void close(Channel site) {
        var unused = site.close();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) throws IOException {
        if (part.decoderResult().isFailure()) {
            SiteLine.fail(answer, Kind.BROKEN, "the site's answer is no HTTP");
            return;
        }
        if (part instanceof HttpResponse response) {
            head = response;
        }
        HttpResponse begun = head;
        if (begun == null || begun.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            return;
        }
        if (part instanceof HttpContent content) {
            take(content.content());
            if (bytes > bounds.mostBytes() || content instanceof LastHttpContent) {
                answer.complete(new SiteAnswer(
                        begun.status().code(),
                        headers(begun),
                        kept.toByteString(),
                        Math.min(bytes, bounds.mostBytes()),
                        bytes > bounds.mostBytes()));
            }
        }
    }

    private void take(ByteBuf piece) throws IOException {
        bytes += piece.readableBytes();
        piece.readBytes(kept, Math.min(piece.readableBytes(), bounds.keptBytes() - kept.size()));
    }

    private static Map<String, String> headers(HttpResponse response) {
        Map<String, String> headers = new HashMap<>();
        response.headers()
                .forEach(entry -> headers.putIfAbsent(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()));
        return headers;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
            SiteLine.fail(
                    answer,
                    Kind.TLS,
                    "no TLS with the site: " + handshake.cause().getMessage());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (line.isUsedUp() || line.ended().isDone()) {
            SiteLine.fail(answer, Kind.LINE_OVER, "the line's quota is used up, or its time over");
        } else {
            SiteLine.fail(answer, Kind.BROKEN, "the site hung up before its answer was whole");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        SiteLine.fail(answer, Kind.BROKEN, "the connection broke: " + cause.getMessage());
    }
}
