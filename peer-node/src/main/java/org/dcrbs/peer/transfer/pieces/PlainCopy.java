package org.dcrbs.peer.transfer.pieces;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    static long nanos(Path from, Path to) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            long began = System.nanoTime();
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(server, from), PlainCopy::thread);
            try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
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
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "plain copy");
        thread.setDaemon(true);
        thread.start();
    }
}
