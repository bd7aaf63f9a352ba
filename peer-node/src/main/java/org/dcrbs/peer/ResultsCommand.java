package org.dcrbs.peer;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.execute.Sha256;
import org.dcrbs.peer.job.JobException;
import org.dcrbs.peer.job.JobPlan;
import org.dcrbs.peer.link.Errands;
import org.dcrbs.protocol.v1.BlobChunk;
import org.dcrbs.protocol.v1.BlobRequest;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Errand;
import org.dcrbs.protocol.v1.ErrandAnswer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How far one's jobs are, and their answers. */
@Command(
        name = "results",
        description = "Lists your jobs and how far they are; with an id, fetches what came back and puts the answer"
                + " together.",
        mixinStandardHelpOptions = true)
final class ResultsCommand extends ErrandCommand {
    private static final long MOST_BYTES = 1 << 30;
    private static final int NOT_YET = 3;
    /** Their report is the answer as it is. */
    private static final Set<String> WEB_WORK = Set.of("LOAD_TEST", "SPIDER");

    private static final Set<String> CAME_TO_NOTHING = Set.of("Rejected", "Cancelled", "Breached", "Expired");

    @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "Of the demand that 'submit' posted.")
    private @Nullable String id;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write the answer; by default into the inbox.")
    private @Nullable Path target;

    @Override
    int run(Home home, String party, Errands errands, PrintWriter out)
            throws ConfigException, IOException, InterruptedException {
        ErrandAnswer.Jobs jobs = errands.run(Errand.newBuilder().setListJobs(Errand.ListJobs.getDefaultInstance()))
                .getJobs();
        if (id == null) {
            jobs.getJobsList().forEach(job -> out.println(line(job)));
            if (jobs.getLeftOut() > 0) {
                out.println("and " + jobs.getLeftOut() + " older ones");
            }
            return 0;
        }
        String wanted = id;
        ErrandAnswer.Job job = jobs.getJobsList().stream()
                .filter(one -> one.getDemandId().equals(wanted))
                .findFirst()
                .orElseThrow(
                        () -> new ConfigException("you have no job " + wanted + "; 'results' lists those you have"));
        if (job.getOutputSha256().isEmpty()) {
            out.println(line(job));
            if (!mayStillCome(job)) {
                return say(RunCommand.REFUSED, "The answer of " + id + " will not come");
            }
            if (!job.getContractId().isEmpty() && !home.inUse()) {
                out.println("This node is not running; what was computed is handed over to a node that runs");
            }
            return NOT_YET;
        }
        assemble(home, job, errands, out);
        return 0;
    }

    /** Whoever asks until it is there must be told when to stop. */
    private static boolean mayStillCome(ErrandAnswer.Job job) {
        if (job.getState().equals("OPEN")) {
            return true;
        }
        return job.getContractId().isEmpty()
                ? job.getState().equals("MATCHED")
                : !CAME_TO_NOTHING.contains(job.getContractState());
    }

    private static String line(ErrandAnswer.Job job) {
        String state = job.getContractId().isEmpty()
                ? job.getState()
                : job.getContractState() + " (contract " + job.getContractId() + ")";
        return "%-30s %d of %d units  %s%s"
                .formatted(
                        job.getDemandId(),
                        job.getUnitsDone(),
                        job.getUnits(),
                        state,
                        job.getOutputSha256().isEmpty() ? "" : ", delivered");
    }

    private void assemble(Home home, ErrandAnswer.Job job, Errands errands, PrintWriter out)
            throws ConfigException, IOException, InterruptedException {
        if (WEB_WORK.contains(job.getKind())) {
            byte[] report = fetch(errands, job.getOutputSha256());
            Path file = write(home, job, "jsonl", report);
            out.println(file + ": " + report.length + " bytes");
            return;
        }
        JobPlan plan = SubmittedJobs.find(home, job.getDemandId());
        byte[] outputs = fetch(errands, job.getOutputSha256());
        try {
            byte[] answer = plan.answer(outputs);
            Path file = write(home, job, plan.assembly().ending(), answer);
            out.println(file + ": " + answer.length + " bytes, from " + job.getUnits() + " units");
        } catch (JobException e) {
            throw new IOException(
                    "the outputs of " + job.getDemandId() + " do not make an answer: " + e.getMessage(), e);
        }
    }

    private Path write(Home home, ErrandAnswer.Job job, String ending, byte[] answer) throws IOException {
        Path file = target != null
                ? target
                : home.inbox().resolve(SubmittedJobs.fileName(job.getDemandId()) + "." + ending);
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        return Files.write(file, answer);
    }

    private static byte[] fetch(Errands errands, ByteString sha256) throws IOException, InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        long total;
        do {
            BlobChunk chunk = errands.ask(Envelope.newBuilder()
                            .setBlobRequest(
                                    BlobRequest.newBuilder().setSha256(sha256).setOffset(all.size())))
                    .getBlobChunk();
            total = chunk.getTotalBytes();
            boolean fits = chunk.getSha256().equals(sha256) && chunk.getOffset() == all.size();
            if (!fits || total > MOST_BYTES || (chunk.getData().isEmpty() && all.size() < total)) {
                throw new IOException(
                        "the coordinator's pieces do not fit together, or make more than " + MOST_BYTES + " bytes");
            }
            chunk.getData().writeTo(all);
        } while (all.size() < total);
        byte[] outputs = all.toByteArray();
        if (!ByteString.copyFrom(Sha256.of(outputs)).equals(sha256)) {
            throw new IOException("what came back is not what its hash says");
        }
        return outputs;
    }
}
