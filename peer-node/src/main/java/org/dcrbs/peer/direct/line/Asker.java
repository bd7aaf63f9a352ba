package org.dcrbs.peer.direct.line;

import org.dcrbs.peer.door.LineLostException;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.protocol.v1.DirectMessage;
import org.dcrbs.protocol.v1.Envelope;

/** Puts a question to the partner. */
public interface Asker {
    /** The answer; its kind is the asker's to check. */
    Envelope ask(DirectMessage question) throws LineLostException, RefusedException;
}
