package org.dcrbs.peer;

import org.dcrbs.peer.direct.command.DirectCommand;
import picocli.CommandLine.Command;

/** Direct trade, and the one thing of it that a coordinator hears of: so all the rest works without knowing the link. */
@Command(name = "direct", subcommands = DirectReportCommand.class)
final class DirectTradeCommand extends DirectCommand {}
