package org.dcrbs.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.dcrbs.server.gateway.GatewayException;
import org.dcrbs.server.store.StoreException;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** A coordinator in this process. */
public final class RunningServer implements AutoCloseable {
    private final ServerSettings settings;
    private final ConfigurableApplicationContext context;
    private final CountDownLatch closed = new CountDownLatch(1);

    private RunningServer(ServerSettings settings, ConfigurableApplicationContext context) {
        this.settings = settings;
        this.context = context;
        ApplicationListener<ContextClosedEvent> onClose = event -> closed.countDown();
        context.addApplicationListener(onClose);
    }

    /** @throws CommandFailure if it can't start, in words for the operator */
    public static RunningServer start(ServerSettings settings) {
        checkFolder(settings.data());
        checkPort(settings.address(), settings.port(), "--port");
        checkPort(settings.link().address(), settings.link().port(), "--link-port");
        try {
            return new RunningServer(
                    settings, new SpringApplicationBuilder(ServerApplication.class).run(settings.arguments()));
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(RunningServer.class).error("the server didn't start", e);
            throw new CommandFailure(reason(e, settings), e);
        }
    }

    /** Where its page is. */
    public String url() {
        int port = context instanceof ServletWebServerApplicationContext web && web.getWebServer() != null
                ? web.getWebServer().getPort()
                : settings.port();
        String host = settings.address().contains(":") ? "[" + settings.address() + "]" : settings.address();
        return "http://" + host + ":" + port + "/";
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Waits until something closes the server. */
    public void await() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        context.close();
    }

    private static void checkFolder(Path data) {
        try {
            Files.createDirectories(data);
            Files.delete(Files.createTempFile(data, "writable", ""));
        } catch (IOException e) {
            throw new CommandFailure("can't write to the data folder " + data + "; choose another with --data", e);
        }
    }

    /** Looked at before the slow start, since it is what goes wrong most. */
    private static void checkPort(String address, int port, String option) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(address))) {
            socket.getLocalPort();
        } catch (UnknownHostException e) {
            throw new CommandFailure("\"" + address + "\" is no address of this computer", e);
        } catch (BindException e) {
            boolean used = String.valueOf(e.getMessage()).contains("in use");
            throw new CommandFailure(
                    used
                            ? "port " + port + " is in use; choose another with " + option
                            : "can't listen on " + address + " port " + port + ": " + e.getMessage(),
                    e);
        } catch (IOException e) {
            throw new CommandFailure("can't listen on " + address + " port " + port + ": " + e.getMessage(), e);
        }
    }

    private static String reason(Throwable failure, ServerSettings settings) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreException || cause instanceof GatewayException) {
                return String.valueOf(cause.getMessage());
            }
            if (cause instanceof PortInUseException port) {
                return "port " + port.getPort() + " is in use; choose another with --port";
            }
        }
        return "the server didn't start; " + settings.log() + " tells why";
    }
}
