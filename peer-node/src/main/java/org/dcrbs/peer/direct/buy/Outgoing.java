package org.dcrbs.peer.direct.buy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What a work unit needs, kept from before the contract is signed, so that a restart can go on. */
final class Outgoing {
    private final Path folder;

    private Outgoing(Path folder) {
        this.folder = folder;
    }

    static Outgoing open(Path direct) throws IOException {
        return new Outgoing(Files.createDirectories(direct.resolve("outgoing")));
    }

    void keep(String deal, int leg, byte[] module, byte[] input) throws IOException {
        write(module(deal, leg), module);
        write(input(deal, leg), input);
    }

    Path module(String deal, int leg) {
        return folder.resolve(deal + "-" + leg + ".module");
    }

    Path input(String deal, int leg) {
        return folder.resolve(deal + "-" + leg + ".input");
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        Files.write(draft, bytes);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
