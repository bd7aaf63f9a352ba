package org.dcrbs.peer.transfer.pieces;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;

/** What any program would do to bring a file over a network: read, send, receive, write, force to disk. */
final class PlainCopy {
    private static final int BUFFER = 256 * 1024;

    private PlainCopy() {}

    /** @param megaBitsPerSecond of the line between; 0: as fast as it goes */
    static long nanos(Path from, Path to, long megaBitsPerSecond) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            if (megaBitsPerSecond > 0) {
                try (SlowLine line = new SlowLine(server.getLocalPort(), megaBitsPerSecond)) {
                    return nanos(server, line.port(), from, to);
                }
            }
            return nanos(server, server.getLocalPort(), from, to);
        }
    }

    private static long nanos(ServerSocket server, int port, Path from, Path to) throws IOException {
        long began = System.nanoTime();
        CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(server, from), PlainCopy::thread);
        try (Socket socket = new Socket(server.getInetAddress(), port);
                InputStream in = socket.getInputStream();
                FileChannel out = FileChannel.open(
                        to,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (ByteBuffer left = ByteBuffer.wrap(buffer, 0, read); left.hasRemaining(); ) {
                    out.write(left);
                }
            }
            out.force(true);
        }
        sent.join();
        return System.nanoTime() - began;
    }

    private static void send(ServerSocket server, Path from) {
        byte[] buffer = new byte[BUFFER];
        try (Socket socket = server.accept();
                OutputStream out = socket.getOutputStream();
                InputStream in = Files.newInputStream(from)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "plain copy");
        thread.setDaemon(true);
        thread.start();
    }
}
