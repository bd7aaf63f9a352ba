package org.dcrbs.peer.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

/** Answers whatever a program asks with why it can't be had. */
final class Apology extends ChannelInboundHandlerAdapter {
    private final byte[] answer;
    private boolean made;

    private Apology(String words) {
        byte[] text = (words + "\n").getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n"
                + "content-length: " + text.length + "\r\n\r\n";
        answer = (head + words + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static void make(Channel program, String words) {
        program.pipeline().addLast(new Apology(words));
        program.config().setAutoRead(true);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
        if (!made) {
            made = true;
            context.writeAndFlush(Unpooled.wrappedBuffer(answer)).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var unused = context.close();
    }
}
