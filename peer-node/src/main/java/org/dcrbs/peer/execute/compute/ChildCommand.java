package org.dcrbs.peer.execute.compute;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dcrbs.peer.execute.compute.child.ChildMain;

/** How a child is started: the node's own Java, only the jars it needs, an empty environment, bounded memory. */
final class ChildCommand {
    /** One class of each jar: ours, Chicory's, and ASM's five, which Chicory compiles with. */
    private static final List<String> NEEDED = List.of(
            ChildMain.class.getName(),
            Instance.class.getName(),
            Parser.class.getName(),
            MachineFactoryCompiler.class.getName(),
            "org.objectweb.asm.ClassWriter",
            "org.objectweb.asm.commons.InstructionAdapter",
            "org.objectweb.asm.tree.ClassNode",
            "org.objectweb.asm.tree.analysis.Analyzer",
            "org.objectweb.asm.util.CheckClassAdapter");

    /** What the JVM, Chicory and a compiled module of ordinary size need besides the unit's memory. */
    private static final int OWN_MEGA_BYTES = 128;

    private ChildCommand() {}

    /** Ready to start in the folder, for units of up to so much memory; complaints go to the log. */
    static ProcessBuilder in(Path folder, int unitMegaBytes, Path log) throws IOException {
        List<String> command = new ArrayList<>(Priority.lowest());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Output is a copy of what lies in the unit's memory, so is input: at worst twice the memory.
                "-Xmx" + (2 * unitMegaBytes + OWN_MEGA_BYTES) + "m",
                "-XX:MaxMetaspaceSize=128m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-cp",
                classPath(),
                ChildMain.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.directory(folder.toFile());
        builder.redirectError(log.toFile());
        return builder;
    }

    private static String classPath() throws IOException {
        Set<String> places = new LinkedHashSet<>();
        for (String name : NEEDED) {
            places.add(placeOf(name).toString());
        }
        return String.join(File.pathSeparator, places);
    }

    private static Path placeOf(String className) throws IOException {
        try {
            // Not initialised: only its place is asked.
            Class<?> needed = Class.forName(className, false, ChildCommand.class.getClassLoader());
            URL location = needed.getProtectionDomain().getCodeSource().getLocation();
            return Path.of(location.toURI());
        } catch (ClassNotFoundException
                | URISyntaxException
                | IllegalArgumentException
                | FileSystemNotFoundException e) {
            throw new IOException("the child needs " + className + " from a jar or folder of its own", e);
        }
    }
}
