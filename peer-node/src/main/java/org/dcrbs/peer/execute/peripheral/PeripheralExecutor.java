package org.dcrbs.peer.execute.peripheral;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.dcrbs.peer.execute.Answers;
import org.dcrbs.peer.execute.Executor;
import org.dcrbs.peer.execute.Meter;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkOrder.TaskCase;
import org.dcrbs.protocol.v1.WorkResult;

/** Passes a document to the printer, or fetches a picture from the scanner or camera. One order at a time. */
public final class PeripheralExecutor implements Executor {
    /** The folder that the printer's queue takes documents from. */
    public static final String PRINTER = "share.printer.spool";
    /** The folder where the scanner leaves its pictures. */
    public static final String SCANNER = "share.scanner.tray";
    /** The folder where the camera leaves its pictures. */
    public static final String CAMERA = "share.camera.tray";

    @Override
    public Set<TaskCase> tasks() {
        return Set.of(TaskCase.PERIPHERAL);
    }

    @Override
    public synchronized WorkResult execute(WorkOrder order, WorkContext context) throws InterruptedException {
        String kind = order.getPeripheral().getKind();
        Optional<Device> device = switch (kind) {
            case "PRINTER" -> folder(context, PRINTER).map(SpoolFolder::new);
            case "SCANNER" -> folder(context, SCANNER).map(Tray::new);
            case "CAMERA" -> folder(context, CAMERA).map(Tray::new);
            default -> Optional.empty();
        };
        if (device.isEmpty()) {
            return Answers.refused(order, "this node shares no device of kind '" + kind + "'");
        }
        Meter meter = Meter.start();
        try {
            return device.get().serve(order, context, meter);
        } catch (IOException e) {
            return Answers.failed(order, kind + ": " + e, meter.usage());
        }
    }

    /** As the setting says, below the node's home if it is relative. */
    private static Optional<Path> folder(WorkContext context, String key) {
        return context.setting(key).map(folder -> context.home().resolve(folder));
    }

    @Override
    public void close() {}
}
