package org.dcrbs.peer.direct;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dcrbs.market.Credits;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.direct.book.Contact;
import org.dcrbs.peer.direct.book.Statement;
import org.dcrbs.peer.direct.buy.Buyer;
import org.dcrbs.peer.direct.buy.Wish;
import org.dcrbs.peer.direct.deal.Appraiser;
import org.dcrbs.peer.direct.line.Asker;
import org.dcrbs.peer.direct.line.DirectLine;
import org.dcrbs.peer.direct.line.SteadyLine;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.rules.PolicySet;

/** A whole node on loopback, with the shipped policies. Made again on the same folder, it is the same after a restart. */
final class TestNode implements AutoCloseable {
    final String name;
    final Path root;
    final List<String> told = new ArrayList<>();
    private final Clock clock;
    private DirectNode node;
    private Optional<Serving> serving = Optional.empty();

    TestNode(Path folder, String name, Clock clock) throws IOException {
        this.name = name;
        this.root = Files.createDirectories(folder.resolve(name));
        this.clock = clock;
        this.node = open();
    }

    private DirectNode open() throws IOException {
        return DirectNode.open(new Home(root), clock, LinkLimits.DEFAULT, () -> new Appraiser(PolicySet.shipped()));
    }

    DirectNode node() {
        return node;
    }

    void offers(String json) throws IOException {
        Files.writeString(root.resolve("direct-offers.json"), json);
    }

    void file(String path, byte[] bytes) throws IOException {
        Files.write(root.resolve(path), bytes);
    }

    byte[] received(String path) throws IOException {
        return Files.readAllBytes(root.resolve("inbox").resolve(path));
    }

    long filesReceived() throws IOException {
        Path inbox = root.resolve("inbox");
        if (!Files.isDirectory(inbox)) {
            return 0;
        }
        try (var files = Files.list(inbox)) {
            return files.count();
        }
    }

    InetSocketAddress serve() throws IOException {
        return serve(0);
    }

    InetSocketAddress serve(int port) throws IOException {
        Serving started = node.serve(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        serving = Optional.of(started);
        return started.address();
    }

    /** @param asked hears of each question to the owner, who makes all moves */
    void serveInPerson(Consumer<String> asked) throws IOException {
        serving = Optional.of(node.serve(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), true, asked));
    }

    /** All that is in memory is gone, and who was connected is cut off. */
    void restart() throws IOException {
        boolean served = serving.isPresent();
        int port = serving.map(open -> open.address().getPort()).orElse(0);
        close();
        node = open();
        if (served) {
            serve(port);
        }
    }

    /** @param limit how much the other may owe, in credits */
    void knows(TestNode other, String limit) throws IOException {
        String address = other.serving
                .map(open -> "127.0.0.1:" + open.address().getPort())
                .orElse("");
        node.contacts().keep(new Contact(other.name, address, other.node.key().open(), Credits.parse(limit)));
    }

    Contact contact(TestNode other) throws IOException {
        return node.contacts().named(other.name).orElseThrow();
    }

    DirectLine dial(TestNode other) throws IOException {
        return DirectLine.dial(contact(other), node.key(), LinkLimits.DEFAULT, clock.instant());
    }

    /** One that is dialled once and not again. */
    SteadyLine line(TestNode other) {
        return new SteadyLine(() -> dialOrFail(other), 1, Duration.ZERO);
    }

    private DirectLine dialOrFail(TestNode other) {
        try {
            return dial(other);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Buyer buyer(TestNode other, Asker line) throws IOException {
        return node.buyer(contact(other), line, told::add);
    }

    Credits balance(TestNode other) throws IOException {
        return node.books().balance(other.node.key().open());
    }

    Statement statement(TestNode about) throws IOException {
        return Statement.read(
                Statement.of(node.books(), about.node.key().open()).signed(node.key()));
    }

    /** Where the two nodes' books differ, seen from both sides. */
    static List<String> differences(TestNode one, TestNode other) throws IOException {
        List<String> all = new ArrayList<>(one.statement(other).differences(other.node.books()));
        all.addAll(other.statement(one).differences(one.node.books()));
        return all;
    }

    static Wish wish(String offer) {
        return new Wish(offer, Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofMinutes(5));
    }

    static Wish barter(String offer, String inKind) {
        return new Wish(offer, Optional.empty(), Optional.of(inKind), Optional.empty(), Duration.ofMinutes(5));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        serving.ifPresent(Serving::close);
        serving = Optional.empty();
    }
}
