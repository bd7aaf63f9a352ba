package org.dcrbs.peer.execute.peripheral;

import java.io.IOException;
import org.dcrbs.peer.execute.Meter;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;

/** Something that prints or takes pictures. */
interface Device {
    /**
     * Carries the order out.
     *
     * @throws DeclinedException if the device can't do this at all; nothing was spent
     */
    WorkResult serve(WorkOrder order, WorkContext context, Meter meter) throws IOException, InterruptedException;

    /**
     * Looks whether it is there, and says what it is.
     *
     * @throws IOException if it is not
     */
    String look() throws IOException, InterruptedException;
}
