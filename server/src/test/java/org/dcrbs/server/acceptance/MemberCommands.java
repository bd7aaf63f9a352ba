package org.dcrbs.server.acceptance;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dcrbs.peer.PeerMain;
import picocli.CommandLine;

/** What members' owners type: each command with the folder of its party's name as the home. */
record MemberCommands(Path folder) {
    /** What a command ended with, and what it said. */
    record Said(int exitCode, String text) {}

    Said run(String party, String... arguments) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        CommandLine program = new CommandLine(new PeerMain()).setOut(writer).setErr(writer);
        Stream<String> home = Stream.of("--home", folder.resolve(party).toString());
        int ended = program.execute(Stream.concat(Stream.of(arguments), home).toArray(String[]::new));
        return new Said(ended, said.toString());
    }
}
