package org.dcrbs.peer;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.link.Errands;
import org.dcrbs.protocol.v1.Errand;
import org.dcrbs.protocol.v1.ErrandAnswer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Lists, posts and withdraws listings. */
abstract class ListingCommand extends ErrandCommand {
    /** A message has at most 1 MiB. */
    private static final long MOST_BYTES = 1_000_000;

    @Option(
            names = "--post",
            paramLabel = "FILE",
            description = "Post the lines of this market file (docs/market-file.md); all must be your own.")
    private @Nullable Path post;

    @Option(names = "--withdraw", paramLabel = "ID", description = "Take this one off the market.")
    private @Nullable String withdraw;

    @Option(names = "--all", description = "List what is open of all members, not only yours.")
    private boolean all;

    /** OFFER or DEMAND. */
    abstract String kind();

    @Override
    final void prepare(Home home) throws ConfigException, IOException {
        if (post != null && withdraw != null) {
            throw new ConfigException("--post or --withdraw, not both");
        }
        if (post != null && (!Files.isReadable(post) || Files.size(post) > MOST_BYTES)) {
            throw new ConfigException("--post " + post + " cannot be read, or has more than " + MOST_BYTES + " bytes");
        }
    }

    @Override
    final int run(Home home, String party, Errands errands, PrintWriter out) throws IOException, InterruptedException {
        if (post != null) {
            ErrandAnswer.Posted posted = errands.run(Errand.newBuilder()
                            .setPostListings(Errand.PostListings.newBuilder()
                                    .setLines(ByteString.copyFrom(Files.readAllBytes(post)))))
                    .getPosted();
            out.println("Posted: " + posted.getOffers() + " offers, " + posted.getDemands() + " demands");
        } else if (withdraw != null) {
            errands.run(Errand.newBuilder()
                    .setWithdrawListing(Errand.WithdrawListing.newBuilder().setId(withdraw)));
            out.println("Withdrawn: " + withdraw);
        } else {
            list(errands, out);
        }
        return 0;
    }

    private void list(Errands errands, PrintWriter out) throws IOException, InterruptedException {
        ErrandAnswer.Listed listed = errands.run(Errand.newBuilder()
                        .setListListings(Errand.ListListings.newBuilder().setEverybodys(all)))
                .getListed();
        for (ErrandAnswer.Listing listing : listed.getListingsList()) {
            if (listing.getKind().equals(kind())) {
                out.printf("%-30s %-10s %s%n", listing.getId(), listing.getState(), listing.getText());
            }
        }
        if (listed.getLeftOut() > 0) {
            out.println("and " + listed.getLeftOut() + " listings more");
        }
    }
}
