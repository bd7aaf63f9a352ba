package org.dcrbs.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule files that want more than to state policy are refused, with file, line and reason, and nothing of them is run. */
class AttacksTest {
    private static final String WHEN = "rule \"r\" when\n$lot : StorageLot()\nthen\n";

    @TempDir
    Path folder;

    static List<Path> attacks() {
        return Samples.files("attacks");
    }

    @Test
    void thereAreManyForms() {
        assertThat(attacks()).hasSizeGreaterThanOrEqualTo(40);
    }

    /** The last line of each file says where and how it is refused; PWNED stands for a file that it would write. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void isRefused(Path attack) throws Exception {
        Path trace = folder.resolve("pwned");
        String rules = Files.readString(attack).replace("PWNED", trace.toString());
        String[] refused = rules.substring(rules.lastIndexOf("// refused: line ") + 17)
                .strip()
                .split(": ", 2);
        int line = Integer.parseInt(refused[0]);
        String words = refused[1];
        Path policies = Samples.write(folder, "test.drl", rules);

        PolicyException refusal = catchThrowableOfType(PolicyException.class, () -> PolicySet.load(policies));

        assertThat(refusal).as("refusal of " + rules).isNotNull();
        assertThat(refusal.diagnostics()).anySatisfy(diagnostic -> {
            assertThat(diagnostic.message()).contains(words);
            assertThat(diagnostic.file()).isEqualTo("test.drl");
            assertThat(diagnostic.line()).as(refusal.getMessage()).isEqualTo(line);
        });
        assertThat(trace).doesNotExist();
    }

    /** As if the first guard had a hole. */
    @ParameterizedTest
    @MethodSource("holes")
    void theClassesAreCheckedBeforeOneIsLoaded(String then, String words) {
        Path trace = folder.resolve("pwned");
        PolicyFile file = new PolicyFile(
                "hole.drl",
                "package policies\nimport org.dcrbs.rules.facts.StorageLot\n" + WHEN
                        + then.replace("PWNED", trace.toString()) + "\nend");

        PolicyException refusal = catchThrowableOfType(
                PolicyException.class, () -> PolicyCompiler.compileChecked(List.of(file), List.of()));

        assertThat(refusal).hasMessageContaining(words);
        assertThat(trace).doesNotExist();
    }

    static Stream<Arguments> holes() {
        return Stream.of(
                Arguments.of(
                        "java.nio.file.Files.writeString(java.nio.file.Path.of(\"PWNED\"), \"\");", "java.nio.file"),
                Arguments.of("System.exit(1);", "java.lang.System.exit"),
                Arguments.of("$lot.getClass().getClassLoader();", "getClass"),
                Arguments.of("$lot.firing(\"other\");", "StorageLot.firing"),
                Arguments.of("Runnable r = () -> {}; r.run();", "invokedynamic"));
    }

    @Test
    void whatTheClassGuardReadsIsAllThatAClassUses() throws Exception {
        String own = AttacksTest.class.getName().replace('.', '/');
        try (var in = AttacksTest.class.getResourceAsStream("/" + own + ".class")) {
            assertThat(ClassGuard.references(in.readAllBytes()))
                    .contains("java/nio/file/Path.resolve", own + ".folder", "invokedynamic");
        }
    }
}
