package org.dcrbs.peer;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcrbs.market.Category;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.peer.lease.LeaseLine;
import org.dcrbs.protocol.v1.ErrandAnswer.Lease;
import org.dcrbs.protocol.v1.LeaseAnswer;
import org.dcrbs.protocol.v1.LeaseCall;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Values by key in memory that others lease to the member. */
@Command(
        name = "memory",
        description =
                "Keeps values by key in memory that another node leases to you. They are gone when the lease ends.",
        mixinStandardHelpOptions = true,
        subcommands = {
            MemoryCommand.Put.class,
            MemoryCommand.Get.class,
            MemoryCommand.Delete.class,
            MemoryCommand.Keys.class
        })
final class MemoryCommand extends Group {
    private static final long MOST_VALUE_BYTES = 512 << 10;

    /** One of them: what they have in common. */
    abstract static class Call extends MemberCommand {
        @Mixin
        private final LeaseOption which = new LeaseOption();

        @Override
        final int run(Home home, Member member, PrintWriter out)
                throws ConfigException, IOException, InterruptedException {
            OwnLeases leases = which.of(member, Category.MEMORY);
            Lease lease = leases.one();
            try (LeaseLine line = leases.dial(lease)) {
                call(leases, lease, line, out);
                return 0;
            } catch (RefusedException e) {
                return say(RunCommand.REFUSED, lease.getGiver() + " says: " + e.getMessage());
            }
        }

        abstract void call(OwnLeases leases, Lease lease, LeaseLine line, PrintWriter out)
                throws IOException, InterruptedException, RefusedException;

        static ByteString key(@Nullable String text) {
            return ByteString.copyFromUtf8(text == null ? "" : text);
        }

        static String room(LeaseAnswer.Room room) {
            return room.getUsedBytes() + " bytes used, " + room.getFreeBytes() + " free";
        }
    }

    @Command(
            name = "put",
            description = "Keeps the contents of the file, or of the standard input, by the key.",
            mixinStandardHelpOptions = true)
    static final class Put extends Call {
        @Parameters(index = "0", paramLabel = "KEY", description = "1 to 512 bytes.")
        private @Nullable String key;

        @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "Up to 512 KiB.")
        private @Nullable Path file;

        @Override
        void prepare(Home home) throws ConfigException, IOException {
            if (file != null && (!Files.isReadable(file) || Files.size(file) > MOST_VALUE_BYTES)) {
                throw new ConfigException(file + " cannot be read, or has more than " + MOST_VALUE_BYTES + " bytes");
            }
        }

        @Override
        void call(OwnLeases leases, Lease lease, LeaseLine line, PrintWriter out)
                throws IOException, InterruptedException, RefusedException {
            byte[] value = file == null ? System.in.readNBytes((int) MOST_VALUE_BYTES + 1) : Files.readAllBytes(file);
            leases.use(lease);
            LeaseAnswer answer = line.ask(LeaseCall.newBuilder()
                    .setPutValue(
                            LeaseCall.PutValue.newBuilder().setKey(key(key)).setValue(ByteString.copyFrom(value))));
            out.println("Kept at " + lease.getGiver() + ": " + value.length + " bytes; " + room(answer.getRoom()));
        }
    }

    @Command(name = "get", description = "Writes the value to the file, or out.", mixinStandardHelpOptions = true)
    static final class Get extends Call {
        @Parameters(index = "0", paramLabel = "KEY", description = "By which it is kept.")
        private @Nullable String key;

        @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "Where to write it.")
        private @Nullable Path file;

        @Override
        void call(OwnLeases leases, Lease lease, LeaseLine line, PrintWriter out) throws IOException, RefusedException {
            ByteString value = line.ask(LeaseCall.newBuilder()
                            .setGetValue(LeaseCall.GetValue.newBuilder().setKey(key(key))))
                    .getValue()
                    .getValue();
            if (file == null) {
                out.flush();
                value.writeTo(System.out);
                System.out.flush();
            } else {
                Files.write(file, value.toByteArray());
                out.println(file + ": " + value.size() + " bytes");
            }
        }
    }

    @Command(name = "delete", description = "Keeps the value no longer.", mixinStandardHelpOptions = true)
    static final class Delete extends Call {
        @Parameters(index = "0", paramLabel = "KEY", description = "By which it is kept.")
        private @Nullable String key;

        @Override
        void call(OwnLeases leases, Lease lease, LeaseLine line, PrintWriter out) throws IOException, RefusedException {
            LeaseAnswer answer = line.ask(LeaseCall.newBuilder()
                    .setDeleteValue(LeaseCall.DeleteValue.newBuilder().setKey(key(key))));
            out.println("Deleted; " + room(answer.getRoom()));
        }
    }

    @Command(name = "list", description = "Lists the keys.", mixinStandardHelpOptions = true)
    static final class Keys extends Call {
        @Override
        void call(OwnLeases leases, Lease lease, LeaseLine line, PrintWriter out) throws IOException, RefusedException {
            LeaseAnswer.Keys keys;
            ByteString after = ByteString.EMPTY;
            do {
                keys = line.ask(LeaseCall.newBuilder()
                                .setListKeys(LeaseCall.ListKeys.newBuilder().setAfter(after)))
                        .getKeys();
                keys.getKeysList().forEach(key -> out.println(key.toStringUtf8().replaceAll("\\p{Cntrl}", "?")));
                after = keys.getKeysCount() == 0 ? after : keys.getKeys(keys.getKeysCount() - 1);
            } while (keys.getMore() && keys.getKeysCount() > 0);
            out.println(room(keys.getRoom()));
        }
    }
}
