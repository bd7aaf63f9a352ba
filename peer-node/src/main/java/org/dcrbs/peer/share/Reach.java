package org.dcrbs.peer.share;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** How a device is reached, as the owner says; each tells it in a few words. */
public sealed interface Reach {
    /** Where a printer's documents go, or where a scanner's or camera's pictures lie ready. */
    record Folder(Path path) implements Reach {
        @Override
        public String toString() {
            return "folder " + path;
        }
    }

    /** By IPP: {@code ipp://host[:port]/path}, or {@code ipps}. */
    record Printer(URI uri) implements Reach {
        @Override
        public String toString() {
            return uri.toString();
        }
    }

    /** By SANE's network protocol: {@code sane://host[:port]/device-name}. */
    record Scanner(URI uri) implements Reach {
        @Override
        public String toString() {
            return uri.toString();
        }
    }

    /** A program of the owner's that writes a picture to its standard output. */
    record Camera(List<String> command) implements Reach {
        public Camera {
            command = List.copyOf(command);
        }

        @Override
        public String toString() {
            return "program " + String.join(" ", command);
        }
    }
}
