package org.dcrbs.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.direct.DirectNode;
import org.dcrbs.peer.direct.Serving;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code dcrbs peer direct}, as a member types it. */
@Timeout(180)
class DirectCommandsTest {
    private StringWriter said = new StringWriter();

    @TempDir
    Path folder;

    private Path studio;
    private Path school;

    @BeforeEach
    void homes() throws IOException {
        studio = Files.createDirectories(folder.resolve("studio"));
        school = Files.createDirectories(folder.resolve("school"));
    }

    @Test
    void fromTwoKeysToBooksThatAgree() throws Exception {
        Files.writeString(studio.resolve("map.svg"), "<svg/>");
        Files.writeString(
                studio.resolve("direct-offers.json"),
                "{\"offers\":[{\"id\":\"map\",\"path\":\"map.svg\",\"spec\":{\"category\":\"FILE\"}}]}");
        String schoolKey = told(school, "key");
        String studioKey = told(studio, "key");
        assertThat(told(studio, "know", "school", "-", schoolKey, "--limit", "5"))
                .contains("may owe 5");
        try (Serving serving = DirectNode.open(new Home(studio), java.time.Clock.systemUTC())
                .serve(new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0))) {
            told(school, "know", "studio", "127.0.0.1:" + serving.address().getPort(), studioKey);
            assertThat(told(school, "offers", "studio")).isEqualTo("map  file map.svg, 6 bytes");
            assertThat(told(school, "buy", "studio", "map", "--pay", "2"))
                    .contains("giver studio asks", "agreed on", "signed by both", "this node owes studio");
            assertThat(told(school, "resume", "studio")).startsWith("nothing was unfinished");
        }
        Path statement = folder.resolve("statement.json");
        told(school, "books", "studio", "--export", statement.toString());

        assertThat(told(studio, "books", "--check", statement.toString()))
                .contains("the books of school agree with these: 1 contracts");
        assertThat(told(studio, "books")).contains("school owes this node", "receipt signed by both");
        assertThat(Files.readString(school.resolve("inbox").resolve("map.svg"))).isEqualTo("<svg/>");
    }

    @Test
    void mistakesAreOneSentenceEach() throws Exception {
        String key = told(school, "key");

        assertThat(wrong(2, "know", "Studio!", "h:1", key))
                .contains("the name \"Studio!\": want 1 to 40 small letters");
        assertThat(wrong(2, "know", "studio", "nowhere", key)).contains("want HOST:PORT");
        assertThat(wrong(2, "know", "studio", "h:99999", key)).contains("ports end at 65535");
        assertThat(wrong(2, "know", "studio", "h:1", "abc")).contains("a key wants 64 hexadecimal digits");
        assertThat(wrong(2, "know", "studio", "h:1", key, "--limit", "-1")).contains("is negative");
        assertThat(wrong(2, "buy", "nobody", "map")).contains("nobody is known as nobody");
        assertThat(wrong(2, "books", "--check", folder.resolve("none").toString()))
                .contains("none");
        Files.writeString(
                school.resolve("direct-offers.json"), "{\"offers\":[{\"id\":\"x\",\"spec\":{\"category\":\"GOLD\"}}]}");
        assertThat(wrong(2, "serve", "--port", "0"))
                .contains("direct-offers.json: offers[0]: spec: category: \"GOLD\" is not traded directly");
        told(school, "know", "studio", "127.0.0.1:1", "00".repeat(31) + "01");
        Files.delete(school.resolve("direct-offers.json"));
        assertThat(wrong(1, "offers", "studio")).contains("cannot reach studio at 127.0.0.1:1");
    }

    @Test
    void twoNamesForOneKeyAreRefused() throws Exception {
        String key = told(school, "key");
        told(studio, "know", "school", "-", key);

        assertThat(run(studio, "know", "friend", "-", key)).isEqualTo(2);
        assertThat(said.toString()).contains("that key is school's already");
    }

    private String told(Path home, String... args) {
        assertThat(run(home, args)).as(() -> said.toString()).isZero();
        return said.toString().strip();
    }

    private String wrong(int code, String... args) {
        assertThat(run(school, args)).as(() -> said.toString()).isEqualTo(code);
        assertThat(said.toString().strip().lines()).hasSizeLessThanOrEqualTo(2);
        return said.toString();
    }

    private int run(Path home, String... args) {
        said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        String[] all = new String[args.length + 3];
        all[0] = "direct";
        System.arraycopy(args, 0, all, 1, args.length);
        all[args.length + 1] = "--home";
        all[args.length + 2] = home.toString();
        return new CommandLine(new PeerMain()).setOut(writer).setErr(writer).execute(all);
    }
}
