package org.dcrbs.peer.execute.compute.child;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;

/** The child's program: units in, replies out, until the node closes the pipe or a unit was too much. */
public final class ChildMain {
    private ChildMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        DataInputStream units = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
        DataOutputStream replies =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        // The pipe carries replies only: whatever else prints goes elsewhere.
        System.setOut(System.err);
        Watch watch = new Watch(new UnitRunner(new CompiledModules()));
        boolean last = false;
        while (!last) {
            Unit unit;
            try {
                unit = Unit.readFrom(units);
            } catch (EOFException e) {
                break;
            }
            Reply reply = watch.run(unit);
            reply.writeTo(replies);
            last = reply.last();
        }
        // Not exit: a unit that will not stop would keep an orderly exit waiting.
        Runtime.getRuntime().halt(0);
    }
}
