package org.dcrbs.peer;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.owner.Pause;
import org.dcrbs.peer.owner.PauseFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Has the node pause. */
@Command(
        name = "pause",
        description = "Has the node compute nothing for others until 'resume', or for a time. A running node stops"
                + " within some seconds; what it was computing goes on afterwards.",
        mixinStandardHelpOptions = true)
final class PauseCommand extends HomeCommand {
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})([mhd])");
    private static final Duration LONGEST = Duration.ofDays(365);

    @Option(names = "--for", paramLabel = "TIME", description = "How long: 30m, 2h or 3d.")
    private @Nullable String time;

    @Override
    int run(Home home, PrintWriter out) throws ConfigException, IOException {
        Optional<Instant> until = time == null
                ? Optional.empty()
                : Optional.of(Clock.systemUTC().instant().plus(duration(time)).truncatedTo(ChronoUnit.SECONDS));
        new PauseFile(home.pause()).write(new Pause(until));
        out.println(until.map(instant -> "Paused until " + instant).orElse("Paused until './dcrbs peer resume'"));
        return 0;
    }

    private static Duration duration(String text) throws ConfigException {
        Matcher matcher = TIME.matcher(text.strip());
        if (!matcher.matches()) {
            throw new ConfigException("--for '" + text + "': want a time such as 30m, 2h or 3d");
        }
        long number = Long.parseLong(matcher.group(1));
        Duration wanted = switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
        if (wanted.isZero() || wanted.compareTo(LONGEST) > 0) {
            throw new ConfigException("--for " + text + ": want 1m to 365d");
        }
        return wanted;
    }
}
