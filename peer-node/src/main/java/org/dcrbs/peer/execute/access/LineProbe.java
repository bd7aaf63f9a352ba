package org.dcrbs.peer.execute.access;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import org.dcrbs.peer.execute.Sha256;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.lease.Cancellation;
import org.dcrbs.protocol.v1.AccessProof;

/** One fetch of what the coordinator has the line probed with: by HTTP/1.0, so that nothing but bytes and their end comes. */
final class LineProbe {
    private static final int WITHIN_MILLIS = (int) Duration.ofSeconds(30).toMillis();
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final int HTTP = 80;
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final URI url;
    private final InetAddress address;
    private final long bytes;

    /** @param address of the URL's host, which was looked up and found harmless */
    LineProbe(URI url, InetAddress address, long bytes) {
        this.url = url;
        this.address = address;
        this.bytes = bytes;
    }

    static int port(URI url) {
        return url.getPort() < 0 ? HTTP : url.getPort();
    }

    /** @throws IOException in words, if something else comes, or nothing */
    AccessProof fetch(WorkContext context) throws IOException, InterruptedException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port(url)), WITHIN_MILLIS);
            socket.setSoTimeout(WITHIN_MILLIS);
            String path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
            String request =
                    "GET " + path + " HTTP/1.0\r\nHost: " + url.getRawAuthority() + "\r\nAccept: */*" + END_OF_HEAD;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String status = head(in).lines().findFirst().orElse("");
            if (!status.matches("HTTP/1\\.[01] 200( .*)?")) {
                throw new IOException(url.getHost() + " answered '" + status + "'");
            }
            return body(in, context);
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith(END_OF_HEAD)) {
            int next = in.read();
            if (next < 0 || head.size() >= LONGEST_HEAD) {
                throw new IOException("no answer of HTTP came");
            }
            head.write(next);
            text = next == '\n' ? head.toString(StandardCharsets.US_ASCII) : "";
        }
        return text;
    }

    private AccessProof body(InputStream in, WorkContext context) throws IOException, InterruptedException {
        MessageDigest digest = Sha256.digest();
        byte[] piece = new byte[64 * 1024];
        long started = System.nanoTime();
        long came = 0;
        for (int read = in.read(piece); read >= 0 && came <= bytes; read = in.read(piece)) {
            digest.update(piece, 0, read);
            came += read;
            Cancellation.check(context);
        }
        if (came != bytes) {
            throw new IOException(came + " bytes came rather than " + bytes);
        }
        return AccessProof.newBuilder()
                .setDigest(ByteString.copyFrom(digest.digest()))
                .setMillis(Math.max(1, (System.nanoTime() - started) / 1_000_000))
                .build();
    }
}
