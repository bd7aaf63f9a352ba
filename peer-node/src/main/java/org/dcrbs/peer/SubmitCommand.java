package org.dcrbs.peer;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.DemandLine;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.config.JobFile;
import org.dcrbs.peer.execute.Sha256;
import org.dcrbs.peer.job.JobException;
import org.dcrbs.peer.job.JobPlan;
import org.dcrbs.peer.link.Errands;
import org.dcrbs.protocol.v1.BlobChunk;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Errand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Demands computing power for a job of one's own. */
@Command(
        name = "submit",
        description = "Cuts a job into work units and demands the power for it. The operator's next round may award it;"
                + " 'results' says how far it is.",
        mixinStandardHelpOptions = true)
final class SubmitCommand extends ErrandCommand {
    private static final long MOST_MODULE_BYTES = 4 << 20;
    private static final int CHUNK_BYTES = 512 << 10;
    /** A message has at most 1 MiB. */
    private static final int MOST_LINE_BYTES = 1_000_000;

    @Parameters(index = "0", paramLabel = "JOB.json", description = "The job; docs/work-units.md says what is in it.")
    private @Nullable Path file;

    private final Clock clock = Clock.systemUTC();

    /** A job, ready to be sent. */
    private record Ready(JobPlan plan, ByteString module, Constraint wants, List<byte[]> inputs) {}

    private @Nullable Ready ready;

    @Override
    void prepare(Home home) throws ConfigException, IOException {
        Path job = file == null ? home.root() : file;
        JobPlan plan = JobFile.read(job, job.toAbsolutePath().resolveSibling(""));
        if (!Files.isRegularFile(plan.module()) || Files.size(plan.module()) > MOST_MODULE_BYTES) {
            throw new ConfigException(
                    "module " + plan.module() + " is no file of at most " + MOST_MODULE_BYTES + " bytes");
        }
        try {
            byte[] module = Files.readAllBytes(plan.module());
            ready = new Ready(plan, ByteString.copyFrom(module), wants(plan.module(), module), plan.inputs());
        } catch (JobException e) {
            throw new ConfigException(job + ": " + e.getMessage(), e);
        }
    }

    /** Nodes that run a native program are few, and say so. */
    private static Constraint wants(Path file, byte[] module) throws ConfigException {
        if (!NativePlatform.isProgram(module)) {
            return Constraint.NONE;
        }
        return NativePlatform.of(module)
                .orElseThrow(() -> new ConfigException(
                        "module " + file + " is a native program, but for none of " + List.of(NativePlatform.values())))
                .wanted();
    }

    @Override
    int run(Home home, String party, Errands errands, PrintWriter out)
            throws ConfigException, IOException, InterruptedException {
        Ready job = ready;
        if (job == null || file == null) {
            throw new IllegalStateException("prepared before");
        }
        ByteString module = ByteString.copyFrom(Sha256.of(job.module().toByteArray()));
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String id = party + "." + job.plan().name() + "-" + now.getEpochSecond();
        String line = DemandLine.of(
                id, party, job.plan(), HexFormat.of().formatHex(module.toByteArray()), job.inputs(), job.wants(), now);
        ByteString lines = ByteString.copyFrom(line.getBytes(StandardCharsets.UTF_8));
        if (lines.size() > MOST_LINE_BYTES) {
            throw new ConfigException("the job's " + job.inputs().size() + " inputs make a message of " + lines.size()
                    + " bytes, more than " + MOST_LINE_BYTES + "; cut it into several jobs");
        }
        send(errands, module, job.module());
        // Kept before it is posted: what was posted can always be assembled.
        SubmittedJobs.keep(home, id, file);
        errands.run(Errand.newBuilder()
                .setPostListings(Errand.PostListings.newBuilder().setLines(lines)));
        out.println("Posted demand " + id + ": " + job.inputs().size() + " units, until "
                + now.plus(job.plan().within()));
        return 0;
    }

    private static void send(Errands errands, ByteString sha256, ByteString module)
            throws IOException, InterruptedException {
        boolean here = errands.run(Errand.newBuilder()
                        .setSendBlob(
                                Errand.SendBlob.newBuilder().setSha256(sha256).setBytes(module.size())))
                .getBlobWanted()
                .getHere();
        for (int at = 0; !here && at < module.size(); at += CHUNK_BYTES) {
            int length = Math.min(CHUNK_BYTES, module.size() - at);
            Envelope.Builder chunk = Envelope.newBuilder()
                    .setBlobChunk(BlobChunk.newBuilder()
                            .setSha256(sha256)
                            .setOffset(at)
                            .setTotalBytes(module.size())
                            .setData(module.substring(at, at + length)));
            if (at + length < module.size()) {
                errands.send(chunk);
            } else {
                errands.ask(chunk);
            }
        }
    }
}
