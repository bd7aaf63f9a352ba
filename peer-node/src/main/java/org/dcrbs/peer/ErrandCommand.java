package org.dcrbs.peer;

import java.io.IOException;
import java.io.PrintWriter;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.link.Errands;

/** A command that asks the coordinator something in the name of the enrolled member; the node may run meanwhile. */
abstract class MemberCommand extends HomeCommand {
    @Override
    final int run(Home home, PrintWriter out) throws ConfigException, IOException, InterruptedException {
        Member member = Member.of(home);
        prepare(home);
        try {
            return member.ask(errands -> run(home, member.party(), errands, out));
        } catch (IOException e) {
            return say(RunCommand.REFUSED, String.valueOf(e.getMessage()));
        }
    }

    /** What can be found wrong before anybody is asked. */
    void prepare(Home home) throws ConfigException, IOException {}

    /** The exit code; an IOException is told in its own words. */
    abstract int run(Home home, String party, Errands errands, PrintWriter out)
            throws ConfigException, IOException, InterruptedException;
}
