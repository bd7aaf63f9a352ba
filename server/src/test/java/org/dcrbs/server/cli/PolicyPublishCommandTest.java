package org.dcrbs.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dcrbs.server.RunningServer;
import org.dcrbs.server.ServerSettings;
import org.dcrbs.server.TestServer;
import org.dcrbs.server.policy.Policies;
import org.dcrbs.server.policy.PolicyVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies that a member of staff takes home, changes, and brings back by command line. */
class PolicyPublishCommandTest {
    @TempDir
    private Path data;

    private TestServer server;

    @TempDir
    private Path temporary;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void start() {
        server = new TestServer(data);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aChangeIsPublishedOnceItsScenariosAreGreenAndCanBeTakenBack() throws Exception {
        Path mine = temporary.resolve("mine");
        Path theirs = temporary.resolve("theirs");
        assertThat(run("export", mine.toString())).as(err.toString()).isZero();
        assertThat(run("export", theirs.toString())).isZero();
        change(mine, "storage.drl", "0.03", "0.04");

        assertThat(run("publish", mine.toString(), "--author", "ann", "--comment", "dearer storage"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("storage.scenarios.csv, cell H3").contains("expected worth 30, got 40");
        assertThat(body("drafts")).isEqualTo("[]");

        Files.delete(mine.resolve("storage.scenarios.csv"));
        assertThat(run("publish", mine.toString(), "--author", "ann", "--comment", "dearer storage"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("in force: v2-");

        change(theirs, "memory.drl", "0.004", "0.005");
        assertThat(run("publish", theirs.toString(), "--author", "bob", "--comment", "dearer memory"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is in force now").contains("dcrbs policy rebase d-0003");
        assertThat(run("rebase", "d-0003")).isZero();
        assertThat(out.toString()).contains("draft d-0003, from v2-");
        assertThat(run("publish", "d-0003")).as(err.toString()).isEqualTo(2);
        assertThat(err.toString()).contains("memory.scenarios.csv, cell G3");

        assertThat(body("diff?before=1&after=2")).contains("0.03", "0.04", "storage.scenarios.csv");
        assertThat(run("rollback", "1", "--author", "ann", "--comment", "members complained"))
                .isZero();
        assertThat(run("log")).isZero();
        assertThat(out.toString())
                .contains("by configuration: the policies that ship with the program")
                .contains("by ann: dearer storage")
                .contains("by ann: members complained")
                .contains("in force: v3-");
        assertThat(run("export", temporary.resolve("old").toString(), "--version", "2"))
                .isZero();
        assertThat(temporary.resolve("old/storage.drl")).hasSameBinaryContentAs(mine.resolve("storage.drl"));

        List<PolicyVersion> before = server.running().bean(Policies.class).versions();
        server.close();
        try (RunningServer again = RunningServer.start(
                new ServerSettings(data, "127.0.0.1", 0, ServerSettings.Link.local(0), false, List.of()))) {
            assertThat(again.bean(Policies.class).versions()).isEqualTo(before).hasSize(3);
            assertThat(again.bean(Policies.class).current().version()).startsWith("v3-");
        }
    }

    @Test
    void theApiKnowsTheWordsTheFilesAndWhatIsNotThere() {
        assertThat(body("vocabulary")).contains("StorageLot", "raiseBetweenHours");
        assertThat(body("versions/1")).contains("configuration");
        assertThat(server.send(server.withToken("/api/v1/policies/versions/1/policies.zip")
                                .GET())
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.send(server.withToken("/api/v1/policies/versions/99").GET())
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.send(server.withToken("/api/v1/policies/drafts/d-9999/check")
                                .GET())
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.send(server.withToken("/api/v1/policies/drafts")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"author\":\"ann\"}")))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aDraftIsChangedFileByFile() {
        String draft = server.send(server.withToken("/api/v1/policies/drafts")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"author\":\"ann\",\"comment\":\"to see\"}")))
                .body();
        String id = draft.replaceAll(".*\"id\":\"(d-[0-9]+)\".*", "$1");

        assertThat(server.send(server.withToken("/api/v1/policies/drafts/" + id + "/files/memory.drl?revision=1")
                                .header("Content-Type", "application/octet-stream")
                                .PUT(BodyPublishers.ofString("package policies\nrule")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(body("drafts/" + id + "/files/memory.drl")).isEqualTo("package policies\nrule");
        assertThat(body("drafts/" + id + "/check")).contains("memory.drl").contains("line");
        assertThat(server.send(server.withToken("/api/v1/policies/drafts/" + id).DELETE())
                        .statusCode())
                .isEqualTo(200);
    }

    private String body(String path) {
        return server.send(server.withToken("/api/v1/policies/" + path).GET()).body();
    }

    private static void change(Path folder, String file, String was, String is) throws IOException {
        Path path = folder.resolve(file);
        Files.writeString(path, Files.readString(path).replace(was, is));
    }

    private int run(String command, String... arguments) {
        String[] all = new String[arguments.length + 6];
        all[0] = "policy";
        all[1] = command;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        all[arguments.length + 2] = "--server";
        all[arguments.length + 3] = server.running().url();
        all[arguments.length + 4] = "--token";
        all[arguments.length + 5] = server.token();
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
