package org.dcrbs.peer.direct.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Trade with peers that the owner knows, without a coordinator. The program adds what does concern the coordinator. */
@Command(
        description = "Trades with peers that you know, without a coordinator.",
        mixinStandardHelpOptions = true,
        subcommands = {
            KeyCommand.class,
            KnowCommand.class,
            ServeCommand.class,
            InboxCommand.class,
            OffersCommand.class,
            BuyCommand.class,
            ResumeCommand.class,
            BooksCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:no deal, the partner or coordinator cannot be reached or refuses, or the books differ",
            "2:something in the command line or in the home has to be put right"
        })
public abstract class DirectCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getErr());
        }
    }
}
