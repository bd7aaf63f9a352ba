package org.dcrbs.peer.execute.peripheral;

import java.io.IOException;
import org.dcrbs.peer.execute.Meter;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;

/** Something that prints or takes pictures. */
interface Device {
    WorkResult serve(WorkOrder order, WorkContext context, Meter meter) throws IOException, InterruptedException;
}
