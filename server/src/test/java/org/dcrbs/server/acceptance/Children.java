package org.dcrbs.server.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Java processes that run classes of this test's class path, and end with it. */
final class Children implements AutoCloseable {
    private static final long SECONDS_TO_END = 20;

    private final List<Child> started = new ArrayList<>();

    Child start(Path folder, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Child child = new Child(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start());
        started.add(child);
        return child;
    }

    /** What each of them said last, for the report of a failure. */
    String lastWords() {
        return started.stream().map(Child::lastWords).collect(Collectors.joining("\n----\n"));
    }

    @Override
    public void close() {
        // Asked first, since a node then ends its own children, too.
        started.forEach(Child::end);
        started.forEach(child -> child.seeOff(SECONDS_TO_END));
    }
}
