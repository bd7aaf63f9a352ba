package org.dcrbs.peer;

import java.io.IOException;
import java.io.PrintWriter;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.owner.PauseFile;
import picocli.CommandLine.Command;

/** Ends a pause. */
@Command(name = "resume", description = "Ends what 'pause' began.", mixinStandardHelpOptions = true)
final class ResumeCommand extends HomeCommand {
    @Override
    int run(Home home, PrintWriter out) throws IOException {
        boolean paused = new PauseFile(home.pause()).remove();
        out.println(paused ? "The node may go on" : "The node was not paused");
        return 0;
    }
}
