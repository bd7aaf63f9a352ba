package org.dcrbs.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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

    /** Name, line of the complaint, words in it, rules; PWNED stands for a file that the attack would write. */
    static Stream<Arguments> attacks() {
        String write = "new java.io.FileOutputStream(\"PWNED\").write(1);";
        return Stream.of(
                attack("writes a file", 6, "\"new\"", WHEN + write + "\nend"),
                attack("reads a file", 6, "\"java\"", WHEN + "java.nio.file.Files.readString(null);\nend"),
                attack("starts a program", 6, "\"Runtime\"", WHEN + "Runtime.getRuntime().exec(\"touch PWNED\");\nend"),
                attack("ends the server", 6, "\"System\"", WHEN + "System.exit(1);\nend"),
                attack("starts a thread", 6, "\"new\"", WHEN + "new Thread(() -> {}).start();\nend"),
                attack("opens a socket", 6, "\"new\"", WHEN + "new java.net.Socket(\"localhost\", 1);\nend"),
                attack("reflects", 6, "no verb \"getClass\"", WHEN + "$lot.getClass().forName(\"x\");\nend"),
                attack("calls what is no verb", 6, "no verb \"firing\"", WHEN + "$lot.firing(\"other rule\");\nend"),
                attack("loads a class", 6, "\"Class\"", WHEN + "Class.forName(\"x\").newInstance();\nend"),
                attack("loops for ever", 6, "\"while\"", WHEN + "while (true) {}\nend"),
                attack("loops long", 6, "\"for\"", WHEN + "for (long i = 0; i < 1L << 60; i++) {}\nend"),
                attack("wakes itself again", 7, "\"update\"", WHEN + "$lot.raise(1);\nupdate($lot);\nend"),
                attack("modifies", 6, "\"modify\"", WHEN + "modify($lot) { raise(1) }\nend"),
                attack("inserts facts for ever", 6, "\"insert\"", WHEN + "insert(new Object());\nend"),
                attack("reaches for the engine", 6, "\"drools\"", WHEN + "drools.getKieRuntime();\nend"),
                attack(
                        "hides in an argument",
                        6,
                        "\"Runtime\"",
                        WHEN + "$lot.raise(Runtime.getRuntime().hashCode());\nend"),
                attack("hides behind a semicolon", 6, "\"System\"", WHEN + "$lot.raise(1); System.exit(1);\nend"),
                attack("hides in an escape", 6, "backslash", WHEN + "// \\u000a System.exit(1);\nend"),
                attack("hides behind a carriage return", 6, "control", WHEN + "// \r System.exit(1);\nend"),
                attack(
                        "runs code in a condition",
                        4,
                        "\"Runtime\"",
                        "rule \"r\" when\n$lot : StorageLot(Runtime.getRuntime() != null)\nthen\nend"),
                attack(
                        "calls in a condition",
                        4,
                        "\"getClass\"",
                        "rule \"r\" when\n$lot : StorageLot(getClass() != null)\nthen\nend"),
                attack(
                        "creates in a condition",
                        4,
                        "\"new\"",
                        "rule \"r\" when\n$lot : StorageLot(new java.io.File(\"x\") != null)\nthen\nend"),
                attack(
                        "matches a text for ever",
                        4,
                        "\"matches\"",
                        "rule \"r\" when\n$lot : FileLot(name matches \"(a+)+b\")\nthen\nend"),
                attack(
                        "evaluates",
                        3,
                        "one fact",
                        "rule \"r\" when\n$lot : StorageLot()\neval(System.getenv() != null)\nthen\nend"),
                attack(
                        "inlines an eval",
                        4,
                        "\"eval\"",
                        "rule \"r\" when\n$lot : StorageLot(eval(System.getenv() != null))\nthen\nend"),
                attack(
                        "declares a class with an initialiser",
                        3,
                        "declare",
                        "declare Evil\n  x : int = Runtime.getRuntime().hashCode()\nend"),
                attack(
                        "declares an enum",
                        3,
                        "declare enum",
                        "declare enum Evil\n  A(Runtime.getRuntime().hashCode());\n  x : int\nend"),
                attack("defines a function", 3, "function", "function void evil() { " + write + " }"),
                attack("imports a function", 3, "import of a function", "import function java.lang.System.exit"),
                attack("imports a static", 3, "import", "import static java.lang.System.exit"),
                attack("imports a class", 3, "import of java.lang.Runtime", "import java.lang.Runtime"),
                attack(
                        "imports an accumulate function",
                        3,
                        "import",
                        "import accumulate org.dcrbs.rules.facts.Lots evil"),
                attack("has a global", 3, "global", "global java.util.List list"),
                attack(
                        "switches the dialect of a rule",
                        3,
                        "attribute dialect",
                        "rule \"r\" dialect \"mvel\" when\n$lot : StorageLot()\nthen\nSystem.exit(1)\nend"),
                attack("switches the dialect of the file", 3, "attribute", "dialect \"mvel\""),
                attack(
                        "computes its salience",
                        3,
                        "salience",
                        "rule \"r\" salience (Runtime.getRuntime().hashCode()) when\n$lot : StorageLot()\nthen\nend"),
                attack(
                        "computes whether it is enabled",
                        3,
                        "attribute enabled",
                        "rule \"r\" enabled (Runtime.getRuntime() != null) when\n$lot : StorageLot()\nthen\nend"),
                attack(
                        "sets a timer",
                        3,
                        "attribute timer",
                        "rule \"r\" timer (int: 0 1) when\n$lot : StorageLot()\nthen\nend"),
                attack(
                        "draws facts from elsewhere",
                        4,
                        "from",
                        "rule \"r\" when\n$lot : StorageLot() from java.util.List.of()\nthen\nend"),
                attack(
                        "accumulates",
                        4,
                        "accumulate",
                        "rule \"r\" when\naccumulate(StorageLot(); $n : count(1))\nthen\nend"),
                attack(
                        "accumulates with code of its own",
                        4,
                        "mismatched",
                        "rule \"r\" when\naccumulate(StorageLot(), init(System.exit(1);) action() result(1))\nthen\nend"),
                attack("looks at any object", 4, "no fact", "rule \"r\" when\n$o : Object()\nthen\nend"),
                attack(
                        "looks at what others list",
                        3,
                        "one fact",
                        "rule \"r\" when\n$lot : StorageLot()\nnot MemoryLot()\nthen\n$lot.raise(9);\nend"),
                attack(
                        "carries an annotation",
                        3,
                        "annotation",
                        "rule \"r\" @Watch(System.exit(1)) when\n$lot : StorageLot()\nthen\nend"),
                attack("asks a query", 3, "query", "query q()\nStorageLot()\nend"),
                attack(
                        "extends a rule",
                        3,
                        "extends",
                        "rule \"r\" extends \"Storage: any\" when\n$lot : StorageLot()\nthen\nend"),
                attack(
                        "has a second consequence",
                        3,
                        "second",
                        "rule \"r\" when\n$lot : StorageLot()\ndo[x]\nthen\nthen[x]\nSystem.exit(1);\nend"),
                attack(
                        "smuggles code in its name",
                        3,
                        "single quote",
                        "rule 'x\"); System.exit(1); (\"' when\n$lot : StorageLot()\nthen\nend"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void isRefused(String name, int line, String words, String rules) {
        Path trace = folder.resolve("pwned");
        Path policies = Samples.policy(folder, rules.replace("PWNED", trace.toString()));

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

    private static Arguments attack(String name, int line, String words, String rules) {
        return Arguments.of(name, line, words, rules);
    }
}
