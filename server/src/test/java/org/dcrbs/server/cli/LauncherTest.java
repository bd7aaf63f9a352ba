package org.dcrbs.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, in a copy of its own and with a PATH on which only what a test puts there is found. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final Path SCRIPT = Path.of("..", "dcrbs").toAbsolutePath().normalize();
    private static final List<String> TOOLS = List.of(
            "bash",
            "cat",
            "dirname",
            "find",
            "grep",
            "head",
            "mkdir",
            "mkfifo",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "tee",
            "touch");

    @TempDir
    private Path folder;

    private Path bin;
    private Path script;

    @BeforeEach
    void copy() throws IOException {
        bin = Files.createDirectory(folder.resolve("bin"));
        for (String tool : TOOLS) {
            Path usual = Files.exists(Path.of("/usr/bin", tool)) ? Path.of("/usr/bin", tool) : Path.of("/bin", tool);
            Files.createSymbolicLink(bin.resolve(tool), usual);
        }
        script = Files.copy(
                SCRIPT, Files.createDirectory(folder.resolve("a clone")).resolve("dcrbs"));
    }

    @Test
    void withoutJavaItSaysSo() throws Exception {
        Result result = run(Map.of());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.text())
                .isEqualTo("dcrbs: needs Java, and found none; install a JDK 17 or newer, or set JAVA_HOME to one.\n");
    }

    @Test
    void withAnOldJavaItSaysHowOld() throws Exception {
        Result result = run(Map.of("JAVA_HOME", fakeJava("11.0.2").toString()));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.text()).startsWith("dcrbs: needs Java 17 or newer, but this is Java 11;");
    }

    @Test
    void theJavaOfLongAgoCountsDifferently() throws Exception {
        assertThat(run(Map.of("JAVA_HOME", fakeJava("1.8.0_292").toString())).text())
                .contains("this is Java 8;");
    }

    @Test
    void withoutMavenItCannotBuild() throws Exception {
        Result result = run(Map.of("JAVA_HOME", fakeJava("17.0.1").toString()));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.text())
                .isEqualTo("dcrbs: has to build itself, which needs Maven 3.8 or newer, and found no mvn;"
                        + " install Maven.\n");
    }

    @Test
    void aBrokenBuildShowsItsFirstErrorsAndWhereTheLogIs() throws Exception {
        program(bin.resolve("mvn"), "echo '[ERROR] Main.java: cannot find symbol'; exit 1");

        Result result = run(Map.of("JAVA_HOME", fakeJava("17.0.1").toString()));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.text())
                .contains("the build failed")
                .contains("target/build.log")
                .contains("[ERROR] Main.java: cannot find symbol");
    }

    @Test
    void aGoodBuildIsShownModuleByModuleAndThenTheCommandRuns() throws Exception {
        program(
                bin.resolve("mvn"),
                "echo '[INFO] Building DCRBS market 0.1.0-SNAPSHOT                 [2/7]'; mkdir -p server/target"
                        + " peer-node/target; touch server/target/dcrbs-server.jar peer-node/target/dcrbs-peer.jar");
        Map<String, String> java = Map.of("JAVA_HOME", fakeJava("17.0.1").toString());

        Result first = run(java, "round", "two words");
        Result second = run(java, "peer", "--help");

        assertThat(first.code()).isEqualTo(42);
        assertThat(first.text()).contains("  DCRBS market (2 of 7)\n").contains("cli.Main round two words\n");
        assertThat(second.text()).doesNotContain("building").contains("PeerMain --help\n");
    }

    private Result run(Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", script.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), text);
    }

    private record Result(int code, String text) {}

    /** A Java that says how it was called, and exits with 42. */
    private Path fakeJava(String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve("jdk " + version));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        program(home.resolve("bin/java"), "echo \"$@\"; exit 42");
        program(home.resolve("bin/javac"), "exit 0");
        return home;
    }

    private static void program(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/bash\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
