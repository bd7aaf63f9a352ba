package org.dcrbs.peer.transfer.pieces;

import org.dcrbs.peer.door.LineLostException;
import org.dcrbs.peer.lease.LeaseLine;
import org.dcrbs.protocol.v1.ErrandAnswer.Lease;

/** Reaches holders. */
public interface Dialler {
    LeaseLine dial(Lease holder) throws LineLostException;

    /** The same with the door where the holder is now, as far as can be told. */
    Lease whereabouts(Lease holder);
}
