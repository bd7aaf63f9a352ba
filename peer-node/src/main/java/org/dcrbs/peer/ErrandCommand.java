package org.dcrbs.peer;

import java.io.IOException;
import java.io.PrintWriter;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.link.Errands;

/** A command that asks the coordinator something in the name of the enrolled member, all of it on one connection. */
abstract class ErrandCommand extends MemberCommand {
    @Override
    final int run(Home home, Member member, PrintWriter out) throws ConfigException, IOException, InterruptedException {
        return member.ask(errands -> run(home, member.party(), errands, out));
    }

    /** The exit code; an IOException is told in its own words. */
    abstract int run(Home home, String party, Errands errands, PrintWriter out)
            throws ConfigException, IOException, InterruptedException;
}
