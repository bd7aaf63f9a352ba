package org.dcrbs.peer.proxy;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;

/** How far a lessee's connection is. */
final class Stage {
    private static final AttributeKey<Boolean> ASKED = AttributeKey.valueOf(Stage.class, "asked");

    private Stage() {}

    /** The head of its request is there. */
    static void asked(Channel channel) {
        channel.attr(ASKED).set(true);
    }

    static boolean isAsked(Channel channel) {
        return Boolean.TRUE.equals(channel.attr(ASKED).get());
    }
}
