package org.dcrbs.peer;

import java.io.IOException;
import java.io.PrintWriter;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;

/** A command of a member that calls others, or its coordinator, itself when it needs them; its node may run meanwhile, or not. */
abstract class LesseeCommand extends HomeCommand {
    @Override
    final int run(Home home, PrintWriter out) throws ConfigException, IOException, InterruptedException {
        Member member = Member.of(home);
        prepare();
        try {
            return run(home, member, out);
        } catch (IOException e) {
            return say(RunCommand.REFUSED, String.valueOf(e.getMessage()));
        }
    }

    /** What can be found wrong before anybody is asked. */
    void prepare() throws ConfigException, IOException {}

    /** The exit code; an IOException is told in its own words. */
    abstract int run(Home home, Member member, PrintWriter out)
            throws ConfigException, IOException, InterruptedException;
}
