package org.dcrbs.peer.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", "..", "../x", "/etc/passwd", "a/../../b", "..\\..\\x", "C:\\Windows\\x", "x\u0000y", "NUL",
                "con.txt", "COM1", ".bashrc", " . . ", "a\nb", "\u202egpj.exe", "x:stream", "~root", "-rf", "\uD800"
            })
    void noNameLeavesTheFolderOrMeansSomething(String name) throws Exception {
        Path blob = Files.writeString(folder.resolve("blob"), "contents");
        Path inside = folder.resolve("home/inbox");

        Path kept = new Inbox(inside).keep(blob, Hashes.of(blob), name);

        assertThat(kept.normalize().getParent()).isEqualTo(inside);
        assertThat(kept.getFileName().toString()).doesNotStartWith(".").matches("[\\p{L}\\p{N}._ -]+");
        assertThat(Inbox.harmless(name)).doesNotMatch("(?i)(con|nul|com1)(\\..*)?");
    }

    @Test
    void aLongNameIsCutShort() {
        assertThat(Inbox.harmless("x".repeat(5000))).hasSize(120);
    }

    @Test
    void anotherFileOfTheSameNameIsNotOverwritten() throws Exception {
        Path first = Files.writeString(folder.resolve("1"), "first");
        Path second = Files.writeString(folder.resolve("2"), "second");
        Inbox inbox = new Inbox(folder.resolve("inbox"));

        Path a = inbox.keep(first, Hashes.of(first), "report.txt");
        Path b = inbox.keep(second, Hashes.of(second), "report.txt");
        Path again = inbox.keep(first, Hashes.of(first), "report.txt");

        assertThat(a).hasContent("first").hasFileName("report.txt");
        assertThat(b).hasContent("second").hasFileName("2-report.txt");
        assertThat(again).isEqualTo(a);
    }

    @Test
    void aLinkThatLiesInWaitIsNotFollowed() throws Exception {
        Path victim = Files.writeString(folder.resolve("victim"), "untouched");
        Path blob = Files.writeString(folder.resolve("blob"), "contents");
        Files.createDirectories(folder.resolve("inbox"));
        Files.createSymbolicLink(folder.resolve("inbox/report.txt"), victim);

        new Inbox(folder.resolve("inbox")).keep(blob, Hashes.of(blob), "report.txt");

        assertThat(victim).hasContent("untouched");
    }
}
