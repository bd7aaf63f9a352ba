package org.dcrbs.peer.execute.peripheral;

import com.hp.jipp.encoding.IppInputStream;
import com.hp.jipp.encoding.IppOutputStream;
import com.hp.jipp.encoding.IppPacket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Asks a printer by IPP over HTTP, without proxies or redirects. An answer is small, is IPP and comes in time. */
final class IppLine {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int USUAL_PORT = 631;
    private static final int MOST_ANSWER_BYTES = 256 << 10;
    private static final String IPP = "application/ipp";

    private final URI printer;
    private final URI http;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT)
            .build();

    IppLine(URI printer) {
        this.printer = printer;
        int port = printer.getPort() < 0 ? USUAL_PORT : printer.getPort();
        this.http = URI.create((printer.getScheme().equals("ipps") ? "https://" : "http://") + printer.getHost() + ":"
                + port + printer.getRawPath());
    }

    URI printer() {
        return printer;
    }

    IppPacket ask(IppPacket question, Patience patience, Duration most) throws IOException, InterruptedException {
        Patience forThis = patience.atMost(most);
        try {
            return exchange(BodyPublishers.ofByteArray(bytes(question)), forThis);
        } catch (Patience.OverException e) {
            // If that was the order's patience, this says so.
            patience.check();
            throw PrinterException.unanswered(printer + " did not answer within " + most.toMillis() + " ms", e);
        }
    }

    /** With a document behind the question; a printer may take it no faster than it prints. */
    IppPacket send(IppPacket question, Path document, Patience patience) throws IOException, InterruptedException {
        return exchange(
                BodyPublishers.concat(BodyPublishers.ofByteArray(bytes(question)), BodyPublishers.ofFile(document)),
                patience);
    }

    private IppPacket exchange(BodyPublisher body, Patience patience) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(http)
                .header("Content-Type", IPP)
                .POST(body)
                .build();
        HttpResponse<byte[]> answer;
        try {
            answer = patience.await(client.sendAsync(request, info -> new BoundedBody(MOST_ANSWER_BYTES)));
        } catch (DeviceException e) {
            throw e;
        } catch (IOException e) {
            throw silence(e);
        }
        if (answer.statusCode() != 200) {
            throw PrinterException.refused(printer + " answers with HTTP " + answer.statusCode());
        }
        Optional<String> type = answer.headers().firstValue("Content-Type");
        if (type.isEmpty() || !type.get().startsWith(IPP)) {
            throw PrinterException.unanswered(printer + " does not answer in IPP", null);
        }
        return parse(answer.body());
    }

    private PrinterException silence(IOException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        boolean unreached = cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
        return unreached
                ? PrinterException.unreached(printer + " can't be reached: " + DeviceException.words(cause), e)
                : PrinterException.unanswered(printer + " gave no answer: " + DeviceException.words(cause), e);
    }

    private IppPacket parse(byte[] body) throws PrinterException {
        try (IppInputStream in = new IppInputStream(new ByteArrayInputStream(body))) {
            return in.readPacket();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // The parser goes as deep as the collections in it, and takes any length for granted.
            throw PrinterException.unanswered(
                    printer + " gave an answer that can't be understood: " + DeviceException.words(e), e);
        }
    }

    private static byte[] bytes(IppPacket packet) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (IppOutputStream out = new IppOutputStream(bytes)) {
            out.write(packet);
        }
        return bytes.toByteArray();
    }
}
