package org.dcrbs.peer.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks a host's name up. */
interface Names {
    InetAddress[] lookUp(String host) throws UnknownHostException;
}
