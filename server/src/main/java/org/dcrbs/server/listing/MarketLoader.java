package org.dcrbs.server.listing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.dcrbs.server.blob.Blobs;
import org.springframework.stereotype.Service;

/** Brings a market file that lies beside the server into the market, with the blobs that it names. */
@Service
public class MarketLoader {
    private static final long MOST_BLOB_BYTES = 1L << 30;

    private final MarketJson json;
    private final Intake intake;
    private final Blobs blobs;
    private final Clock clock;

    MarketLoader(MarketJson json, Intake intake, Blobs blobs, Clock clock) {
        this.json = json;
        this.intake = intake;
        this.blobs = blobs;
        this.clock = clock;
    }

    public Intake.Taken load(Path file) {
        Market market = new MarketFile(json, clock.instant()).read(file);
        for (Market.BlobPath blob : market.blobs()) {
            Path contents = file.resolveSibling(blob.path());
            try (InputStream in = Files.newInputStream(contents)) {
                String is = blobs.put(in, MOST_BLOB_BYTES);
                if (!is.equals(blob.sha256())) {
                    throw new BadInputException(
                            file + ": blob " + blob.path() + " has SHA-256 " + is + ", not " + blob.sha256());
                }
            } catch (IOException e) {
                throw new BadInputException(file + ": blob " + contents + " can't be read", e);
            }
        }
        return intake.take(market);
    }
}
