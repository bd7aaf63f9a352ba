package org.dcrbs.peer.execute.peripheral;

import au.com.southsky.jfreesane.OptionValueType;
import au.com.southsky.jfreesane.SaneDevice;
import au.com.southsky.jfreesane.SaneException;
import au.com.southsky.jfreesane.SaneOption;
import au.com.southsky.jfreesane.SaneParameters;
import au.com.southsky.jfreesane.ScanListenerAdapter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;

/** A scanner that obeys this node just now. */
record OpenScanner(SaneDevice device, SaneScanner wanted, BooleanSupplier closed) {
    /** An A4 page of 600 dpi in colour has 104 million. */
    private static final long MOST_BYTES = 256L << 20;

    void scanTo(Path picture) throws IOException, SaneException {
        setResolution();
        setMode();
        Watch watch = new Watch();
        BufferedImage image = device.acquireImage(watch);
        watch.checkWhole();
        if (!ImageIO.write(image, "png", picture.toFile())) {
            throw new DeviceException("the picture's colours don't fit into a PNG");
        }
    }

    /** What was sold is what is scanned, or nothing. */
    private void setResolution() throws IOException, SaneException {
        Optional<SaneOption> option = option("resolution");
        if (option.isPresent() && wanted.dpi() > 0) {
            double set = option.get().getType() == OptionValueType.FIXED
                    ? option.get().setFixedValue(wanted.dpi())
                    : option.get().setIntegerValue(wanted.dpi());
            if (set < wanted.dpi() - 1) {
                throw new DeviceException(
                        "the scanner takes " + set + " dpi instead of the " + wanted.dpi() + " that are shared");
            }
        }
    }

    private void setMode() throws IOException, SaneException {
        String mode = wanted.colourBits() > 16 ? "color" : wanted.colourBits() > 1 ? "gray" : "lineart";
        Optional<SaneOption> option = option("mode");
        List<String> modes = option.map(SaneOption::getStringConstraints).orElse(List.of());
        for (String one : modes) {
            if (option.isPresent() && one.toLowerCase(Locale.ROOT).startsWith(mode)) {
                option.get().setStringValue(one);
                return;
            }
        }
    }

    private Optional<SaneOption> option(String name) throws IOException {
        return Optional.ofNullable(device.getOption(name)).filter(option -> option.isActive() && option.isWriteable());
    }

    /** Stops a scan that is too large or that nobody waits for, and knows one that broke off: JFreeSane fills it up. */
    private final class Watch extends ScanListenerAdapter {
        private long announced;
        private long before;
        private long read;

        @Override
        public void frameAcquisitionStarted(SaneDevice from, SaneParameters frame, int number, int likely) {
            before += read;
            read = 0;
            announced += (long) frame.getBytesPerLine() * Math.max(0, frame.getLineCount());
            check(announced);
        }

        @Override
        public void recordRead(SaneDevice from, int total, int size) {
            read = total;
            check(before + read);
        }

        private void check(long bytes) {
            if (closed.getAsBoolean()) {
                throw new CancellationException("given up");
            }
            if (bytes < 0 || bytes > MOST_BYTES) {
                throw new IllegalStateException("a picture of " + bytes + " bytes; want " + MOST_BYTES + " at most");
            }
        }

        void checkWhole() throws DeviceException {
            if (before + read < announced) {
                throw new DeviceException(
                        "the picture broke off after " + (before + read) + " of " + announced + " bytes");
            }
        }
    }
}
