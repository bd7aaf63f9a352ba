package org.dcrbs.protocol.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dcrbs.protocol.tls.CertificateAuthority;
import org.junit.jupiter.api.Test;

/**
 * The same dispatches over the link and over gRPC-java, in turns, in one process: how many of them a second of CPU carries,
 * both ends together. A few only in the build; measured with {@code -Ddcrbs.long=true}.
 */
class GrpcComparisonTest {
    private static final boolean MEASURED = Boolean.getBoolean("dcrbs.long");
    private static final int TURNS = MEASURED ? 5 : 1;
    private static final int DISPATCHES = MEASURED ? 60_000 : 2000;
    private static final int CONNECTIONS = 4;

    /** What carries dispatches between one coordinator and some peers. */
    interface Carrier extends AutoCloseable {
        void carry(Dispatches dispatches) throws InterruptedException;

        @Override
        void close();
    }

    @Test
    void aCoreCarriesMoreDispatchesOverTheLinkThanOverGrpc() throws Exception {
        CertificateAuthority authority = CertificateAuthority.inMemory(Clock.systemUTC());
        ExecutorService workers = Executors.newFixedThreadPool(4);
        try (Carrier link = new LinkCarrier(authority, CONNECTIONS, workers);
                Carrier grpc = new GrpcCarrier(authority, CONNECTIONS, workers)) {
            List<Double> overLink = new ArrayList<>();
            List<Double> overGrpc = new ArrayList<>();
            for (int turn = 0; turn < TURNS; turn++) {
                overLink.add(perCpuSecond(link));
                overGrpc.add(perCpuSecond(grpc));
            }
            double ratio = median(overLink) / median(overGrpc);
            System.out.printf(
                    Locale.ROOT,
                    "dispatches a second of CPU, median of %d turns of %,d: link %,.0f, gRPC %,.0f, ratio %.2f%n"
                            + "link %s%ngRPC %s%n",
                    TURNS,
                    DISPATCHES,
                    median(overLink),
                    median(overGrpc),
                    ratio,
                    rounded(overLink),
                    rounded(overGrpc));
            if (MEASURED) {
                assertThat(ratio).isGreaterThan(1);
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private static double perCpuSecond(Carrier carrier) throws InterruptedException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = system.getProcessCpuTime();
        carrier.carry(new Dispatches(DISPATCHES));
        return DISPATCHES * 1e9 / Math.max(1, system.getProcessCpuTime() - before);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static List<Long> rounded(List<Double> values) {
        return values.stream().map(Math::round).toList();
    }
}
