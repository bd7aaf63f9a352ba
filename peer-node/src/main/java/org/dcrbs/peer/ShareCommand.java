package org.dcrbs.peer;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.config.ShareEdit;
import org.dcrbs.peer.config.ShareFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what is shared, and changes it. */
@Command(
        name = "share",
        description = "Shows share.json, or changes it: 'share set private.processors 60', 'share unset hours'. What"
                + " makes no sense is refused and changes nothing. A running node takes the change up within seconds.",
        mixinStandardHelpOptions = true)
final class ShareCommand extends HomeCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "set|unset", description = "What to do; nothing shows it.")
    private @Nullable String action;

    @Parameters(index = "1", arity = "0..1", paramLabel = "FIELD", description = "Such as private.processors.")
    private @Nullable String field;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "VALUE",
            description =
                    "A number, true, a text, or JSON: for internet '{\"medium\":\"CABLE\",\"kilobitsPerSecond\":50000}'.")
    private @Nullable String value;

    @Override
    int run(Home home, PrintWriter out) throws ConfigException, IOException {
        Path file = home.shareFile();
        if (action == null) {
            out.println(file + (Files.exists(file) ? ":" : " is not there; what is usual holds"));
            out.println(ShareEdit.text(file));
            ShareFile.readIfThere(file).devices().forEach(device -> out.println("Device " + device));
        } else if (action.equals("set") && field != null && value != null) {
            ShareEdit.change(file, field, Optional.of(value));
            out.println(file + ": " + field + " is " + value);
        } else if (action.equals("unset") && field != null && value == null) {
            ShareEdit.change(file, field, Optional.empty());
            out.println(file + ": " + field + " is left out");
        } else {
            throw new ConfigException("want 'share', 'share set FIELD VALUE' or 'share unset FIELD'");
        }
        return 0;
    }
}
