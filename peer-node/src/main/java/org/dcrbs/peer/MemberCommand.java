package org.dcrbs.peer;

import java.io.IOException;
import java.io.PrintWriter;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;

/** A command of the enrolled member, which calls the coordinator or others when it needs them; the node may run or not. */
abstract class MemberCommand extends HomeCommand {
    @Override
    final int run(Home home, PrintWriter out) throws ConfigException, IOException, InterruptedException {
        Member member = Member.of(home);
        prepare(home);
        try {
            return run(home, member, out);
        } catch (IOException e) {
            return say(RunCommand.REFUSED, String.valueOf(e.getMessage()));
        }
    }

    /** What can be found wrong before anybody is asked. */
    void prepare(Home home) throws ConfigException, IOException {}

    /** The exit code; an IOException is told in its own words. */
    abstract int run(Home home, Member member, PrintWriter out)
            throws ConfigException, IOException, InterruptedException;
}
