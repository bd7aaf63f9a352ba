package org.dcrbs.protocol.link;

import com.google.protobuf.CodedInputStream;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.dcrbs.protocol.tls.SslContexts;
import org.dcrbs.protocol.v1.Envelope;

/** A client that writes bytes as it likes and reads when it likes. */
final class RawClient implements AutoCloseable {
    private final SSLSocket socket;

    RawClient(SslContext tls, int port) throws IOException {
        socket = (SSLSocket)
                ((JdkSslContext) tls).context().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {SslContexts.APPLICATION_PROTOCOL});
        parameters.setProtocols(new String[] {"TLSv1.3"});
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(20_000);
        socket.startHandshake();
    }

    void write(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void write(Envelope envelope) throws IOException {
        envelope.writeDelimitedTo(socket.getOutputStream());
        socket.getOutputStream().flush();
    }

    Envelope read() throws IOException {
        InputStream in = socket.getInputStream();
        int size = CodedInputStream.readRawVarint32(in.read(), in);
        return Envelope.parseFrom(in.readNBytes(size));
    }

    /** Whether the server has hung up, once everything it sent before is read. */
    boolean hungUp() {
        try {
            byte[] unread = new byte[64 * 1024];
            while (socket.getInputStream().read(unread) >= 0) {
                // What was sent before the end is of no interest.
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
