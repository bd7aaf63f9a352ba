package org.dcrbs.peer.execute.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.dcrbs.peer.config.JobFile;
import org.dcrbs.peer.execute.Orders;
import org.dcrbs.peer.execute.TestContext;
import org.dcrbs.peer.job.JobException;
import org.dcrbs.peer.job.JobPlan;
import org.dcrbs.peer.job.Split;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jobs in data-samples/jobs: cut, computed unit by unit, put together, and the answer held against plain Java. */
class SampleJobsTest {
    private static final Path JOBS = Path.of("..", "data-samples", "jobs");

    @TempDir
    static Path home;

    private static final ComputeExecutor executor = new ComputeExecutor();

    @AfterAll
    static void close() {
        executor.close();
    }

    @Test
    void piComesOutOfTwoThousandUnits() throws Exception {
        JobPlan plan = plan("pi");
        byte[] hits = PlainJava.pi(42, 0, 1_000_000);
        assertThat(plan.inputs()).hasSize(2000);

        // The first twenty units are a million points; the whole job is the same at a hundred times the length.
        String sums = text(small(plan, 20));

        assertThat(sums)
                .isEqualTo("points,hits\n1000000,"
                        + ByteBuffer.wrap(hits).order(ByteOrder.LITTLE_ENDIAN).getLong(8) + "\n");
        double pi = 4.0 * Long.parseLong(sums.strip().split(",", -1)[2]) / 1_000_000;
        // Five standard deviations: sqrt(pi (4 - pi) / n).
        assertThat(pi).isBetween(Math.PI - 0.0083, Math.PI + 0.0083);
    }

    @Test
    void theSweepIsTheTableThatPlainJavaMakes() throws Exception {
        JobPlan plan = plan("epidemic");
        StringBuilder expected = new StringBuilder("beta,gamma,peak,day,total\n");
        List<String> rows = Files.readAllLines(JOBS.resolve("epidemic").resolve("parameters.csv"));
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", -1);
            double[] line = PlainJava.epidemic(Double.parseDouble(cells[0]), Double.parseDouble(cells[1]));
            expected.append("%s,%s,%s,%s,%s\n".formatted(line[0], line[1], line[2], line[3], line[4]));
        }

        assertThat(text(plan.answer(outputs(plan, plan.inputs())))).isEqualTo(expected.toString());
    }

    @Test
    void theRenderIsAPictureOfTheMandelbrotSet() throws Exception {
        JobPlan plan = plan("render");
        assertThat(plan.inputs()).hasSize(70);

        byte[] png = plan.answer(outputs(plan, plan.inputs()));
        if (System.getProperty("render.to") != null) {
            Files.write(Path.of(System.getProperty("render.to")), png);
        }

        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(picture.getWidth()).isEqualTo(960);
        assertThat(picture.getHeight()).isEqualTo(640);
        // The origin is of the set, the corner is not, and what lies above the axis mirrors what lies below.
        assertThat(picture.getRGB(660, 320) & 0xFFFFFF).isZero();
        assertThat(picture.getRGB(0, 0) & 0xFFFFFF).isNotZero();
        assertThat(picture.getRGB(955, 635) & 0xFFFFFF).isNotZero();
    }

    @Test
    void outputsThatDoNotFitTheJobMakeNoAnswer() throws Exception {
        assertThatThrownBy(() -> plan("pi").answer(new byte[16]))
                .isInstanceOf(JobException.class)
                .hasMessage("the outputs hold 1 records, the job has 2000 units");
        assertThatThrownBy(() -> plan("epidemic").answer(new byte[39])).hasMessageContaining("no records of 40");
        assertThatThrownBy(() -> plan("render").answer(new byte[2])).hasMessageContaining("a picture of 960 x 640");
    }

    private static JobPlan plan(String name) throws Exception {
        return JobFile.read(JOBS.resolve(name).resolve("job.json"), JOBS.resolve(name));
    }

    /** The answer of a job that is only the first units of the plan. */
    private static byte[] small(JobPlan plan, int units) throws Exception {
        JobPlan first = new JobPlan(
                plan.name(),
                plan.module(),
                plan.milliProcessors(),
                plan.within(),
                plan.bid(),
                plan.limits(),
                plan.fields(),
                new Split.Ranges(0, units * 50_000L, 50_000),
                plan.assembly());
        assertThat(first.inputs()).hasSize(units);
        return first.answer(outputs(first, first.inputs()));
    }

    private static byte[] outputs(JobPlan plan, List<byte[]> inputs) throws Exception {
        TestContext context = new TestContext(home).with(ComputeExecutor.WORKERS, 1);
        ByteString module = context.store(Files.readAllBytes(plan.module()));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] input : inputs) {
            WorkResult result = executor.execute(
                    Orders.compute(
                            module,
                            input,
                            plan.limits().memoryPages(),
                            (int) plan.limits().cpuMillis(),
                            plan.limits().outputBytes()),
                    context);
            assertThat(result.getOutcome()).as(result.getDetail()).isEqualTo(Outcome.DONE);
            result.getOutput().writeTo(all);
        }
        return all.toByteArray();
    }

    private static String text(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8);
    }
}
