package org.dcrbs.peer.execute.compute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.peer.execute.compute.child.Unit;

/**
 * How a native program is started: in namespaces of its own, made by bubblewrap, in which there is nothing but the
 * system's programs and libraries to read, and a working folder in memory; within limits of the kernel's; on one
 * processor; at the lowest priority. All of it ends with the thread that started it.
 */
final class Sandbox {
    /** What the program itself, its libraries and the shell that waits for it take besides the unit's memory. */
    static final long OWN_BYTES = 64L << 20;
    /** Threads count too. */
    static final int MOST_PROCESSES = 64;

    private static final long PAGE_BYTES = 64 << 10;
    /** Address space costs nothing, but there is no use for more. */
    private static final long MOST_UNUSED_BYTES = 1L << 30;

    private static final int MOST_OPEN_FILES = 256;
    private static final String NOBODY = "65534";

    /** Between what the program says and what the shell says of it: the last line, since by then nothing else lives. */
    private static final String SPENT = "dcrbs-spent";

    /** First of its namespace, so that the program can't end it, and all else ends with it. */
    private static final String WAIT =
            "TIMEFORMAT='" + SPENT + " %U %S'; time /unit; code=$?; kill -KILL -1; exit $code";

    private static final List<String> NEEDED = List.of("bwrap", "prlimit", "taskset", "setpriv", "nice", "bash");

    private final Path filter;

    Sandbox(Path folder, NativePlatform platform) throws IOException {
        filter = folder.resolve("native-" + platform + ".seccomp");
        Files.write(filter, SystemCalls.filter(platform));
    }

    /** Which of the programs that it needs is missing here, in words. */
    static Optional<String> missing() {
        return NEEDED.stream()
                .filter(name -> Programs.find(name).isEmpty())
                .findFirst()
                .map(name -> "the program " + name
                        + " is not installed (it belongs to bubblewrap, util-linux, coreutils or" + " bash)");
    }

    /** @param processor by its number, the only one on which it may run */
    ProcessBuilder command(Path module, Unit.Limits limits, int processor) {
        long memory = limits.memoryPages() * PAGE_BYTES;
        List<String> command = new ArrayList<>();
        // Opened here, for who runs the rest may not be allowed to.
        add(command, program("bash"), "-c", "exec 8<\"$1\" 9<\"$2\"; shift 2; exec \"$@\"", "unit");
        add(command, module.toString(), filter.toString());
        if (isRoot()) {
            // Root in a namespace owns what is root's outside: settings of the kernel's, for example.
            add(command, program("setpriv"), "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        }
        command.addAll(Priority.lowest());
        add(command, program("taskset"), "--cpu-list", "" + processor);
        add(command, program("bwrap"), "--unshare-all", "--unshare-user", "--disable-userns");
        add(command, "--die-with-parent", "--new-session", "--as-pid-1", "--cap-drop", "ALL", "--seccomp", "9");
        add(command, "--uid", NOBODY, "--gid", NOBODY, "--hostname", "unit", "--clearenv");
        add(command, "--setenv", "PATH", "/usr/bin:/bin", "--setenv", "LANG", "C.UTF-8", "--setenv", "HOME", "/work");
        add(command, "--setenv", "TMPDIR", "/work", "--ro-bind", "/usr", "/usr");
        for (String folder : List.of("/bin", "/lib", "/lib64")) {
            systemFolder(command, Path.of(folder));
        }
        add(command, "--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev");
        add(command, "--size", "" + memory, "--tmpfs", "/work", "--chdir", "/work");
        add(command, "--perms", "0555", "--ro-bind-data", "8", "/unit", "--remount-ro", "/", "--");
        // Not before: in the new namespace only the unit's own processes count.
        add(command, program("prlimit"), "--data=" + (memory + OWN_BYTES), "--as=" + (memory + MOST_UNUSED_BYTES));
        add(command, "--nproc=" + MOST_PROCESSES, "--nofile=" + MOST_OPEN_FILES, "--fsize=" + memory);
        add(command, "--core=0", "--memlock=0", "--cpu=" + (limits.cpuMillis() / 1000 + 2));
        add(command, program("bash"), "-c", WAIT);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.directory(Path.of("/").toFile());
        return builder;
    }

    private static void add(List<String> command, String... words) {
        command.addAll(Arrays.asList(words));
    }

    /** Today these are links into /usr; on an older system they are folders. */
    private static void systemFolder(List<String> command, Path folder) {
        if (Files.isSymbolicLink(folder)) {
            try {
                add(command, "--symlink", Files.readSymbolicLink(folder).toString(), folder.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        } else if (Files.isDirectory(folder)) {
            add(command, "--ro-bind", folder.toString(), folder.toString());
        }
    }

    private static String program(String name) {
        return Programs.find(name).orElse(name);
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * What the shell said that the program and all of its children that were waited for have spent; empty if the shell
     * did not come to say it.
     *
     * @param complaints all that was written to the standard error
     */
    static Optional<Long> spentNanos(byte[] complaints) {
        String text = new String(complaints, StandardCharsets.UTF_8).stripTrailing();
        String last = text.substring(text.lastIndexOf('\n') + 1);
        int at = last.indexOf(SPENT);
        String[] words = at < 0 ? new String[0] : last.substring(at).split(" ", -1);
        boolean good =
                words.length == 3 && words[1].matches("\\d{1,6}\\.\\d{3}") && words[2].matches("\\d{1,6}\\.\\d{3}");
        return good ? Optional.of(nanos(words[1]) + nanos(words[2])) : Optional.empty();
    }

    private static long nanos(String seconds) {
        return Long.parseLong(seconds.replace(".", "")) * 1_000_000;
    }

    /** What the program said there. */
    static String words(byte[] complaints) {
        String text = new String(complaints, StandardCharsets.UTF_8);
        int at = text.lastIndexOf(SPENT);
        return (at < 0 ? text : text.substring(0, at))
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
    }
}
