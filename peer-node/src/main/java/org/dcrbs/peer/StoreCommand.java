package org.dcrbs.peer;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dcrbs.market.Category;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.stored.Shelf;
import org.dcrbs.peer.stored.StoredFile;
import org.dcrbs.peer.stored.StoredFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Files in storage that others lease to the member. */
@Command(
        name = "store",
        description = "Keeps files in storage that other nodes lease to you. They are gone when the leases end.",
        mixinStandardHelpOptions = true,
        subcommands = {
            StoreCommand.Put.class,
            StoreCommand.Get.class,
            StoreCommand.ListAll.class,
            StoreCommand.Audit.class,
            StoreCommand.Repair.class,
            StoreCommand.Delete.class
        })
final class StoreCommand extends Group {
    /** One of them: what they have in common. */
    abstract static class Call extends MemberCommand {
        @Override
        final int run(Home home, Member member, PrintWriter out)
                throws ConfigException, IOException, InterruptedException {
            Shelf shelf = new Shelf(home.root().resolve("stored"));
            StoredFiles files = new StoredFiles(
                    new OwnLeases(member, Category.STORAGE, only()),
                    shelf,
                    home.root().resolve("stored").resolve("under-way"),
                    line -> {
                        out.println(line);
                        out.flush();
                    });
            try {
                return call(files, shelf, out);
            } catch (IllegalArgumentException e) {
                throw new ConfigException(String.valueOf(e.getMessage()), e);
            }
        }

        abstract int call(StoredFiles files, Shelf shelf, PrintWriter out)
                throws ConfigException, IOException, InterruptedException;

        /** The only lease to be used, if one was named. */
        @Nullable
        String only() {
            return null;
        }

        static StoredFile known(Shelf shelf, @Nullable String name) throws ConfigException, IOException {
            return shelf.find(String.valueOf(name))
                    .orElseThrow(() -> new ConfigException("nothing is stored as " + name + "; 'store list' lists it"));
        }
    }

    @Command(
            name = "put",
            description = "Stores a file. After an interruption, the same command goes on where it was.",
            mixinStandardHelpOptions = true)
    static final class Put extends Call {
        private static final Pattern PIECES = Pattern.compile("([0-9]{1,3})\\+([0-9]{1,3})");

        @Parameters(index = "0", paramLabel = "FILE", description = "What to store.")
        private @Nullable Path file;

        @Option(names = "--as", paramLabel = "NAME", description = "What to call it; by default the file's name.")
        private @Nullable String name;

        @Option(
                names = "--pieces",
                paramLabel = "K+M",
                defaultValue = "1+0",
                description =
                        "Cut it into K+M pieces, each with another member; any K of them give it back, so that M may"
                                + " be lost. By default ${DEFAULT-VALUE}: all of it with one.")
        private String pieces = "1+0";

        @Option(names = "--lease", paramLabel = "ORDER", description = "Store it there, and nowhere else.")
        private @Nullable String order;

        @Override
        @Nullable
        String only() {
            return order;
        }

        @Override
        void prepare(Home home) throws ConfigException {
            if (file == null || !Files.isRegularFile(file)) {
                throw new ConfigException(file + " is no file");
            }
            if (!PIECES.matcher(pieces).matches()) {
                throw new ConfigException("--pieces " + pieces + ": want K+M, as in 4+2");
            }
        }

        @Override
        int call(StoredFiles files, Shelf shelf, PrintWriter out) throws IOException, InterruptedException {
            Matcher matcher = PIECES.matcher(pieces);
            if (file == null || !matcher.matches()) {
                throw new IllegalStateException("checked before");
            }
            StoredFile stored = files.put(
                    file,
                    name == null ? file.getFileName().toString() : name,
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)));
            out.println("Stored: " + line(stored));
            return 0;
        }
    }

    @Command(name = "get", description = "Gets a file back.", mixinStandardHelpOptions = true)
    static final class Get extends Call {
        @Parameters(index = "0", paramLabel = "NAME", description = "What it is called.")
        private @Nullable String name;

        @Option(names = "--out", paramLabel = "FILE", description = "Where to write it; by default its name, here.")
        private @Nullable Path target;

        @Override
        int call(StoredFiles files, Shelf shelf, PrintWriter out)
                throws ConfigException, IOException, InterruptedException {
            StoredFile stored = known(shelf, name);
            Path to = target == null ? Path.of(stored.name()) : target;
            files.get(stored, to);
            out.println(to + ": " + stored.bytes() + " bytes, SHA-256 right");
            return 0;
        }
    }

    @Command(name = "list", description = "Lists what is stored, and with whom.", mixinStandardHelpOptions = true)
    static final class ListAll extends Call {
        @Override
        int call(StoredFiles files, Shelf shelf, PrintWriter out) throws IOException {
            shelf.all().forEach(stored -> out.println(line(stored)));
            return 0;
        }
    }

    @Command(
            name = "audit",
            description =
                    "Has those who keep the pieces show a part of each that they can't foresee; exit code 1 if some"
                            + " can't.",
            mixinStandardHelpOptions = true)
    static final class Audit extends Call {
        @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Of this file; by default of all.")
        private @Nullable String name;

        @Override
        int call(StoredFiles files, Shelf shelf, PrintWriter out)
                throws ConfigException, IOException, InterruptedException {
            List<StoredFile> asked = name == null ? shelf.all() : List.of(known(shelf, name));
            int missing = 0;
            for (StoredFile stored : asked) {
                missing += files.audit(stored).size();
            }
            if (missing > 0) {
                out.println(missing + " pieces are missing. 'store repair NAME' makes them anew;"
                        + " the operator can look into it: dcrbs dispute open");
            }
            return missing > 0 ? RunCommand.REFUSED : 0;
        }
    }

    @Command(
            name = "repair",
            description = "Makes missing pieces anew out of the others, and stores them with other members.",
            mixinStandardHelpOptions = true)
    static final class Repair extends Call {
        @Parameters(index = "0", paramLabel = "NAME", description = "What it is called.")
        private @Nullable String name;

        @Override
        int call(StoredFiles files, Shelf shelf, PrintWriter out)
                throws ConfigException, IOException, InterruptedException {
            out.println("Stored: " + line(files.repair(known(shelf, name))));
            return 0;
        }
    }

    @Command(name = "delete", description = "Stores the file no longer.", mixinStandardHelpOptions = true)
    static final class Delete extends Call {
        @Parameters(index = "0", paramLabel = "NAME", description = "What it is called.")
        private @Nullable String name;

        @Override
        int call(StoredFiles files, Shelf shelf, PrintWriter out)
                throws ConfigException, IOException, InterruptedException {
            files.delete(known(shelf, name));
            out.println("Deleted: " + name);
            return 0;
        }
    }

    private static String line(StoredFile stored) {
        return stored.name() + ", " + stored.bytes() + " bytes in " + stored.data() + "+" + stored.parity()
                + " pieces, with "
                + String.join(
                        ", ",
                        stored.pieces().stream().map(StoredFile.Piece::giver).toList());
    }
}
