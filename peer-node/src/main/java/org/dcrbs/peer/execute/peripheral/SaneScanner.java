package org.dcrbs.peer.execute.peripheral;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A scanner behind a SANE daemon.
 *
 * @param dpi asked for, if the scanner lets one
 * @param colourBits asked for, if the scanner lets one
 */
record SaneScanner(URI address, int dpi, int colourBits, Duration most) implements PictureDevice.Source {
    /** A page at a high resolution. */
    private static final Duration MOST = Duration.ofMinutes(10);

    private static final int USUAL_PORT = 6566;

    SaneScanner(URI address, int dpi, int colourBits) {
        this(address, dpi, colourBits, MOST);
    }

    int port() {
        return address.getPort() < 0 ? USUAL_PORT : address.getPort();
    }

    /** As the daemon names it. */
    String device() {
        return address.getPath().substring(1);
    }

    @Override
    public void take(Path picture, Patience patience) throws IOException, InterruptedException {
        try (SaneCall call = new SaneCall(this)) {
            patience.await(call.start(device -> device.scanTo(picture)));
        }
    }

    @Override
    public String look() throws IOException, InterruptedException {
        try (SaneCall call = new SaneCall(this)) {
            Patience.of(SaneCall.SILENCE).await(call.start(device -> {}));
        }
        return "a scanner at " + address;
    }
}
