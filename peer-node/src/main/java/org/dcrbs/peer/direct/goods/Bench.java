package org.dcrbs.peer.direct.goods;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.dcrbs.peer.direct.book.Entry;
import org.dcrbs.peer.direct.book.Result;
import org.dcrbs.peer.direct.document.LegDraft;
import org.dcrbs.peer.direct.document.WorkUnit;
import org.dcrbs.peer.execute.Executor;
import org.dcrbs.peer.execute.WorkContext;
import org.dcrbs.peer.execute.compute.ComputeExecutor;
import org.dcrbs.peer.execute.lease.LeaseService;
import org.dcrbs.peer.execute.lease.LeasedLine;
import org.dcrbs.peer.execute.lease.SiteCalls;
import org.dcrbs.peer.transfer.Hashes;
import org.dcrbs.protocol.v1.ComputeTask;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;

/** Does the work of a leg with the node's own executor, confined and metered as under any contract. */
public final class Bench implements AutoCloseable {
    private final Executor executor;
    private final Path direct;
    private final Path outputs;
    private final int workers;

    private Bench(Executor executor, Path direct, Path outputs, int workers) {
        this.executor = executor;
        this.direct = direct;
        this.outputs = outputs;
        this.workers = workers;
    }

    /** @param workers how many work units may run at once */
    public static Bench open(Executor executor, Path direct, int workers) throws IOException {
        return new Bench(executor, direct, Files.createDirectories(direct.resolve("outputs")), workers);
    }

    /** Runs it to its end: a work unit that fails is a result as well. */
    public Result run(Entry entry, int number, Path module, byte[] input) throws IOException, InterruptedException {
        LegDraft leg = entry.contract().draft().leg(number);
        WorkUnit unit = leg.work().orElseThrow();
        WorkOrder order = WorkOrder.newBuilder()
                .setId(entry.deal() + "-" + number)
                .setAttempt(1)
                .setContractId(entry.contract().hash())
                .setLocalId(leg.offer())
                .setDeadlineEpochMs(entry.contract().draft().deliverUntil().toEpochMilli())
                .setCompute(ComputeTask.newBuilder()
                        .setModuleSha256(ByteString.fromHex(unit.moduleSha256()))
                        .setInput(ByteString.copyFrom(input))
                        .setMemoryPages((int) unit.memoryPages())
                        .setCpuMillisLimit((int) unit.cpuMillis())
                        .setOutputBytesLimit(unit.outputBytes()))
                .build();
        WorkResult result = executor.execute(order, new Surroundings(module));
        if (result.getOutcome() != Outcome.DONE) {
            return new Result(false, result.getDetail(), "", 0, result.getCpuNanos(), result.getWallNanos());
        }
        Path output = output(entry.deal(), number);
        if (result.getOutputSha256().isEmpty()) {
            Path draft = Files.createTempFile(outputs, "output", ".part");
            Files.write(draft, result.getOutput().toByteArray());
            Files.move(draft, output, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.move(
                    outputs.resolve(Hashes.hex(result.getOutputSha256())),
                    output,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return new Result(
                true,
                "",
                Hashes.hex(Hashes.of(output)),
                Files.size(output),
                result.getCpuNanos(),
                result.getWallNanos());
    }

    public Path output(String deal, int leg) {
        return outputs.resolve(deal + "-" + leg);
    }

    @Override
    public void close() {
        executor.close();
    }

    private final class Surroundings implements WorkContext {
        private final Path module;

        Surroundings(Path module) {
            this.module = module;
        }

        @Override
        public Path home() {
            return direct;
        }

        @Override
        public Path blob(ByteString sha256) {
            return module;
        }

        @Override
        public ByteString publish(Path file) throws IOException {
            ByteString sha256 = Hashes.of(file);
            Files.copy(file, outputs.resolve(Hashes.hex(sha256)), StandardCopyOption.REPLACE_EXISTING);
            return sha256;
        }

        @Override
        public Closeable serve(LeaseService service) {
            throw new IllegalStateException("work units keep nothing for anybody");
        }

        @Override
        public boolean lesseeUses() {
            throw new IllegalStateException("work units keep nothing for anybody");
        }

        @Override
        public SiteCalls calls(LeasedLine line, int parts) {
            throw new IllegalStateException("work units call nobody");
        }

        @Override
        public Optional<String> setting(String key) {
            return key.equals(ComputeExecutor.WORKERS) ? Optional.of(Integer.toString(workers)) : Optional.empty();
        }

        @Override
        public boolean cancelled() {
            return Thread.currentThread().isInterrupted();
        }
    }
}
