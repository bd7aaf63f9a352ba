package org.dcrbs.peer.execute.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dcrbs.peer.execute.Orders;
import org.dcrbs.peer.execute.TestContext;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Native programs that mean harm, or are broken: the shell, given a script as its input, and a few written in C. Each is
 * stopped or gets nowhere, nothing of it is left, and the same node computes a good unit right afterwards.
 */
@Timeout(60)
class HostileProgramsTest {
    private static final int PAGES = 256;
    private static final int CPU_MILLIS = 1000;
    private static final int OUTPUT_BYTES = 1000;
    /** Of a slow computer, too; what has to be stopped would go on for minutes. */
    private static final long SOON_SECONDS = 10;

    @TempDir
    static Path home;

    @TempDir
    Path folder;

    private static final ComputeExecutor executor = new ComputeExecutor();
    private static TestContext context;
    private static ByteString shell;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(
                NativePrograms.obstacle().isEmpty(),
                () -> NativePrograms.obstacle().orElse(""));
        context = new TestContext(home)
                .with(ComputeExecutor.WORKERS, 1)
                .with(ComputeExecutor.MEMORY, 32)
                .with(ComputeExecutor.NATIVE, NativePrograms.platform().orElseThrow());
        shell = context.store(Files.readAllBytes(Path.of("/bin/sh")));
    }

    @AfterAll
    static void close() {
        executor.close();
    }

    private long begun;

    @BeforeEach
    void begin() {
        begun = System.nanoTime();
    }

    @AfterEach
    void nothingIsLeftAndTheNodeStillComputes() throws Exception {
        assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(SOON_SECONDS));
        assertThat(sandboxes()).isEmpty();
        assertThat(said("echo good")).isEqualTo("good\n");
    }

    @Test
    void anEndlessLoopEndsWithItsProcessorTime() throws Exception {
        WorkResult result = run("while :; do :; done");

        assertFailed(result, "used more than 1000 ms of processor time");
        assertThat(result.getCpuNanos()).isBetween(1_000_000_000L, 1_500_000_000L);
    }

    @Test
    void timeThatIsSpentInManyChildrenCountsTogether() throws Exception {
        assertFailed(
                run("while :; do (i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done); done"),
                "used more than 1000 ms of processor time");
    }

    @Test
    void aForkBombBurstsInItsBox() throws Exception {
        assertThat(run("f() { f | f & }; f; sleep 1; exit 3").getOutcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aMemoryBombIsStopped() throws Exception {
        assertFailed(run("x=x; while :; do x=$x$x$x$x; done"), "ended with code");
    }

    @Test
    void anOutputFloodIsStopped() throws Exception {
        assertFailed(run("while :; do echo flood; done"), "its output is longer than 1000 bytes");
    }

    @Test
    void aFloodOfComplaintsIsReadAndItsEndKept() throws Exception {
        WorkResult result = run("i=0; while [ $i -lt 3000 ]; do echo complaint $i >&2; i=$((i+1)); done; exit 4");

        assertFailed(result, "ended with code 4");
        assertThat(result.getDetail()).contains("complaint 2999").hasSizeLessThan(600);
    }

    @Test
    void aHugeFileIsCutOff() throws Exception {
        assertFailed(run("cat /dev/zero > /work/huge"), "ended with code");
        assertFailed(
                run("for i in 1 2 3; do head -c 9000000 /dev/zero > /work/$i || exit 5; done"),
                "No space left on device");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/etc/x", "/usr/x", "/x", "/dev/x", "/dev/shm/x", "/unit", "/tmp/x", "/proc/sys/vm/swappiness"})
    void nothingCanBeWrittenOutside(String file) throws Exception {
        assertFailed(run("echo 60 > " + file), "cannot create " + file);
    }

    @Test
    void nothingOfTheOwnersCanBeRead() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");

        assertFailed(run("cat '" + secret + "'"), "No such file");
        assertFailed(run("cat /etc/passwd"), "No such file");
        assertThat(said("ls -d /home /root /tmp /etc /var /sys /run /mnt 2>&1 | grep -v 'cannot access'; ls -A"))
                .isEmpty();
        assertThat(said("ls /proc/1/root; tr '\\0' '\\n' < /proc/self/environ"))
                .doesNotContain(System.getProperty("user.home"));
    }

    @Test
    void nobodyCanBeCalled() throws Exception {
        try (ServerSocket owners = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            owners.setSoTimeout(300);
            ByteString bash = context.store(Files.readAllBytes(Path.of("/bin/bash")));

            WorkResult result =
                    run(bash, "echo hello > /dev/tcp/127.0.0.1/" + owners.getLocalPort() + " || exit 6", CPU_MILLIS);

            assertFailed(result, "ended with code 6");
            try {
                owners.accept().close();
                throw new AssertionError("it came through");
            } catch (SocketTimeoutException e) {
                assertThat(result.getDetail()).contains("Function not implemented");
            }
        }
    }

    @Test
    void noOtherProcessIsInReach() throws Exception {
        long own = ProcessHandle.current().pid();

        assertFailed(run("kill -KILL " + own), "ended with code");
        // Nor can the first process of the sandbox be ended from within, and of others there are none.
        assertThat(said("kill -KILL 1; kill -KILL -1; echo alive")).isIn("alive\n", "");
        assertThat(said("for p in /proc/[0-9]*; do echo ${p#/proc/}; done | wc -l")
                        .strip())
                .satisfies(count -> assertThat(Integer.parseInt(count)).isLessThan(6));
    }

    @Test
    void anInputThatIsNotReadKeepsNobodyWaiting() throws Exception {
        ByteString one = compiled("int main(void) { return write(1, \"x\", 1) != 1; }");

        WorkResult result =
                executor.execute(Orders.compute(one, new byte[900_000], PAGES, CPU_MILLIS, OUTPUT_BYTES), context);

        assertThat(result.getOutput().toStringUtf8()).as(result.getDetail()).isEqualTo("x");
    }

    @Test
    void childrenThatGotAwayEndWithTheProgram() throws Exception {
        assertThat(said("(setsid sleep 4711 < /dev/null > /dev/null 2>&1 &); echo done"))
                .isEqualTo("done\n");

        assertThat(commandLines()).noneMatch(line -> line.contains("4711"));
    }

    @Test
    void childrenThatHoldTheOutputEndToo() throws Exception {
        assertThat(said("(setsid sleep 4712 &); echo done")).isEqualTo("done\n");

        assertThat(commandLines()).noneMatch(line -> line.contains("4712"));
    }

    @Test
    void aClosedOutputIsAnEmptyOne() throws Exception {
        assertThat(said("exec >&- 2>&-; exit 0")).isEmpty();
    }

    @Test
    void nobodyBecomesRoot() throws Exception {
        ByteString root = compiled("""
                int main(void) {
                    if (setuid(0) == 0 || setgid(0) == 0) return 7;
                    if (unshare(0x10000000) == 0) return 8;
                    if (mount("none", "/work", "tmpfs", 0, 0) == 0) return 9;
                    execl("/usr/bin/su", "su", "-c", "id", (char *) 0);
                    execl("/bin/sh", "sh", "-c", "grep -E 'CapEff|NoNewPrivs|Seccomp:' /proc/self/status", (char *) 0);
                    return 10;
                }
                """);

        WorkResult result = run(root, "", CPU_MILLIS);

        assertThat(result.getOutcome()).isNotEqualTo(Outcome.REFUSED);
        assertThat(result.getOutput().toStringUtf8()).doesNotContain("uid=0");
        assertThat(said("grep -E 'CapEff|NoNewPrivs|Seccomp:' /proc/self/status; id -u"))
                .isEqualTo("CapEff:\t0000000000000000\nNoNewPrivs:\t1\nSeccomp:\t2\n65534\n");
    }

    @Test
    void memoryThatNoLimitCountsIsNotToBeHad() throws Exception {
        ByteString hoarder = compiled("""
                #include <errno.h>
                #include <sys/ipc.h>
                #include <sys/shm.h>
                int main(void) {
                    if (memfd_create("x", 0) >= 0 || errno != ENOSYS) return 7;
                    if (shmget(IPC_PRIVATE, 1 << 20, 0600) >= 0 || errno != ENOSYS) return 8;
                    return 0;
                }
                """);

        WorkResult result = run(hoarder, "", CPU_MILLIS);

        assertThat(result.getOutcome()).as(result.getDetail()).isEqualTo(Outcome.DONE);
    }

    @Test
    void memoryThatIsSharedBetweenManyCountsToo() throws Exception {
        ByteString hoarder = compiled("""
                #include <string.h>
                #include <sys/mman.h>
                int main(void) {
                    for (int i = 0; i < 20; i++) {
                        if (fork() == 0) {
                            memset(mmap(0, 60 << 20, 3, MAP_SHARED | MAP_ANONYMOUS, -1, 0), 1, 60 << 20);
                            pause();
                        }
                    }
                    pause();
                    return 0;
                }
                """);

        assertFailed(run(hoarder, "", CPU_MILLIS), "used more than 256 pages of memory");
    }

    @Test
    void aProgramOfManyThreadsHasOneProcessor() throws Exception {
        ByteString greedy = compiled("""
                #include <sched.h>
                #include <stdio.h>
                int main(void) {
                    cpu_set_t all;
                    for (int i = 0; i < CPU_SETSIZE; i++) CPU_SET(i, &all);
                    sched_setaffinity(0, sizeof all, &all);
                    sched_getaffinity(0, sizeof all, &all);
                    printf("%d", CPU_COUNT(&all));
                    return 0;
                }
                """);

        assertThat(run(greedy, "", CPU_MILLIS).getOutput().toStringUtf8()).isEqualTo("1");
    }

    @Test
    void itRunsAtTheLowestPriority() throws Exception {
        assertThat(said("nice")).isEqualTo("19\n");
        assertThat(said("nice -n -5 nice")).isEqualTo("19\n");
    }

    private ByteString compiled(String source) throws Exception {
        assumeTrue(Programs.find("cc").isPresent(), "there is no C compiler");
        Path program = folder.resolve("program");
        String whole = "#define _GNU_SOURCE\n#include <unistd.h>\n#include <sched.h>\n#include <sys/mount.h>\n"
                + "#include <sys/mman.h>\n" + source;
        Process compiler = new ProcessBuilder("cc", "-O1", "-w", "-o", program.toString(), "-x", "c", "-")
                .redirectErrorStream(true)
                .start();
        try (var in = compiler.getOutputStream()) {
            in.write(whole.getBytes(StandardCharsets.UTF_8));
        }
        String words = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(compiler.waitFor()).as(words).isZero();
        return context.store(Files.readAllBytes(program));
    }

    private static String said(String script) throws Exception {
        WorkResult result = run(script);
        assertThat(result.getOutcome()).as(result.getDetail()).isEqualTo(Outcome.DONE);
        return result.getOutput().toStringUtf8();
    }

    private static WorkResult run(String script) throws Exception {
        return run(shell, script, CPU_MILLIS);
    }

    private static WorkResult run(ByteString program, String script, int cpuMillis) throws Exception {
        byte[] input = script.getBytes(StandardCharsets.UTF_8);
        return executor.execute(Orders.compute(program, input, PAGES, cpuMillis, OUTPUT_BYTES), context);
    }

    private static void assertFailed(WorkResult result, String words) {
        assertThat(result.getOutcome()).as(result.getDetail()).isEqualTo(Outcome.FAILED);
        assertThat(result.getDetail()).contains(words);
        assertThat(result.getOutput()).isEmpty();
    }

    private static List<String> sandboxes() {
        return commandLines().stream().filter(line -> line.contains("bwrap")).toList();
    }

    private static List<String> commandLines() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(process -> process.info().commandLine().orElse("")).toList();
        }
    }
}
