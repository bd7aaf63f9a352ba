package org.dcrbs.peer.proxy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A site of https at "localhost", by a certificate of its own making, that answers with the host it was asked as. */
final class SecureSite implements AutoCloseable {
    private static final char[] PASSWORD = "secret".toCharArray();

    private final HttpsServer server;
    private final X509Certificate certificate;

    SecureSite(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        KeyStore own = KeyStore.getInstance(make(folder.resolve("site.p12")), PASSWORD);
        certificate = (X509Certificate) own.getCertificate("site");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            byte[] host = String.valueOf(exchange.getRequestHeaders().getFirst("host"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, host.length);
            exchange.getResponseBody().write(host);
            exchange.close();
        });
        server.start();
    }

    /** The JDK makes certificates by its program alone. */
    private static File make(Path store) throws IOException, InterruptedException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String options =
                "-genkeypair -alias site -keyalg EC -dname CN=site -ext san=dns:localhost -validity 2 -storepass "
                        + String.valueOf(PASSWORD) + " -keystore " + store;
        Process process = new ProcessBuilder((keytool + " " + options).split(" ", -1))
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
        return store.toFile();
    }

    X509Certificate certificate() {
        return certificate;
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
