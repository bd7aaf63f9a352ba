package org.dcrbs.peer.transfer.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dcrbs.peer.execute.Sha256;
import org.dcrbs.peer.transfer.pieces.ArrivingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamServerTest {
    private static final int PIECE = 512 * 1024;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final byte[] contents = new byte[3 * PIECE + 10];
    private StreamServer server;

    @BeforeEach
    void aFileHasArrived() throws IOException {
        new Random(5).nextBytes(contents);
        Files.createDirectories(folder.resolve("inbox"));
        Files.write(folder.resolve("inbox").resolve("my film.mp4"), contents);
        server = StreamServer.start(new Shelf(folder.resolve("inbox"), folder.resolve("arriving")), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aFileIsServedWhole() throws Exception {
        HttpResponse<byte[]> answer = get("my film.mp4");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(contents);
        assertThat(answer.headers().firstValue("Accept-Ranges")).contains("bytes");
        assertThat(answer.headers().firstValue("Content-Type")).contains("video/mp4");
    }

    @Test
    void aRangeIsServedAsPartialContent() throws Exception {
        HttpResponse<byte[]> answer = get("my film.mp4", "Range", "bytes=600000-600099");

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(contents, 600_000, 600_100));
        assertThat(answer.headers().firstValue("Content-Range")).contains("bytes 600000-600099/" + contents.length);
    }

    @Test
    void aRangeBeyondTheFileIsToldHowLongItIs() throws Exception {
        HttpResponse<byte[]> answer = get("my film.mp4", "Range", "bytes=99999999-");

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */" + contents.length);
    }

    @Test
    void whatTheProgramHasAlreadyIsNotSentAgain() throws Exception {
        String tag = get("my film.mp4").headers().firstValue("ETag").orElseThrow();

        assertThat(get("my film.mp4", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get("my film.mp4", "If-Range", tag, "Range", "bytes=0-9").statusCode())
                .isEqualTo(206);
        assertThat(get("my film.mp4", "If-Range", "\"another\"", "Range", "bytes=0-9")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theHeadAloneSaysHowLongItIs() throws Exception {
        HttpResponse<byte[]> answer = client.send(
                request("my film.mp4")
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).contains(String.valueOf(contents.length));
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void nothingButReadingIsServed() throws Exception {
        HttpResponse<byte[]> answer = client.send(
                request("my film.mp4")
                        .method("DELETE", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(folder.resolve("inbox/my film.mp4")).exists();
    }

    @Test
    void noNameLeadsOutOfTheInbox() throws Exception {
        Files.write(folder.resolve("secret"), contents);
        Files.write(folder.resolve("inbox/.hidden"), contents);

        for (String name : new String[] {"../secret", "..", ".hidden", "", "nothing", "/etc/passwd"}) {
            HttpResponse<byte[]> answer = get(name);
            assertThat(answer.statusCode()).as(name).isEqualTo(name.isEmpty() ? 200 : 404);
            assertThat(answer.body().length).isLessThan(1000);
        }
    }

    @Test
    void aPageElsewhereThatNamesThisAddressOtherwiseIsRefused() throws Exception {
        URI own = URI.create(server.url(""));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), own.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void aFileIsReadWhileItArrivesAndWhatIsReadIsFetchedFirst() throws Exception {
        ByteString sha256 = ByteString.copyFrom(Sha256.of(contents));
        try (ArrivingFile arriving = ArrivingFile.begin(folder.resolve("arriving"), "new.mp4", contents)) {
            arriving.arrive(0);
            CompletableFuture<HttpResponse<byte[]>> end = client.sendAsync(
                    request("new.mp4").header("Range", "bytes=-20").build(), HttpResponse.BodyHandlers.ofByteArray());
            while (arriving.wanted() != 2) {
                assertThat(end).isNotDone();
                Thread.onSpinWait();
            }

            arriving.arrive(2);
            while (arriving.wanted() != 3) {
                Thread.onSpinWait();
            }
            arriving.arrive(3);

            HttpResponse<byte[]> answer = end.get(20, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).isEqualTo(206);
            assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(contents, contents.length - 20, contents.length));
            assertThat(answer.headers().firstValue("ETag"))
                    .contains("\"" + org.dcrbs.peer.transfer.Hashes.hex(sha256) + "\"");
            assertThat(new String(get("").body(), StandardCharsets.UTF_8)).contains("new.mp4  75% of");
        }
    }

    private HttpRequest.Builder request(String name) {
        return HttpRequest.newBuilder(URI.create(server.url(name)));
    }

    private HttpResponse<byte[]> get(String name, String... headers) throws Exception {
        HttpRequest.Builder request = request(name);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
