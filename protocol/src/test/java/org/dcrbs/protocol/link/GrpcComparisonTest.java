package org.dcrbs.protocol.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    /** Passed over: compilers are at work in them. */
    private static final int FIRST_TURNS = MEASURED ? 4 : 0;

    private static final int TURNS = MEASURED ? 7 : 1;
    private static final int DISPATCHES = MEASURED ? 200_000 : 2000;
    private static final int CONNECTIONS = 4;

    private static final String LINK = "over the link";
    private static final String AHEAD = "over gRPC, all messages asked for ahead";
    private static final String AS_IT_COMES = "over gRPC, as its stubs come";

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
        Map<String, Carrier> carriers = new LinkedHashMap<>();
        try {
            carriers.put(LINK, new LinkCarrier(authority, CONNECTIONS, workers));
            carriers.put(AHEAD, new GrpcCarrier(authority, CONNECTIONS, workers, true));
            carriers.put(AS_IT_COMES, new GrpcCarrier(authority, CONNECTIONS, workers, false));
            carriers.put("nowhere, the messages alone", new NoCarrier());
            Map<String, List<Double>> measured = new LinkedHashMap<>();
            for (int turn = -FIRST_TURNS; turn < TURNS; turn++) {
                for (Map.Entry<String, Carrier> carrier : carriers.entrySet()) {
                    double rate = perCpuSecond(carrier.getValue());
                    if (turn >= 0) {
                        measured.computeIfAbsent(carrier.getKey(), name -> new ArrayList<>())
                                .add(rate);
                    }
                }
            }
            report(measured);
            assertThat(measured.keySet()).isEqualTo(carriers.keySet());
            if (MEASURED) {
                assertThat(median(measured.get(LINK))).isGreaterThan(median(measured.get(AHEAD)));
            }
        } finally {
            carriers.values().forEach(Carrier::close);
            workers.shutdownNow();
        }
    }

    private static void report(Map<String, List<Double>> measured) {
        double link = median(measured.get(LINK));
        System.out.printf(Locale.ROOT, "dispatches a second of CPU, median of %d turns of %,d%n", TURNS, DISPATCHES);
        measured.forEach((carrier, rates) -> System.out.printf(
                Locale.ROOT,
                "%-40s %,9.0f, the link %.2f times as many; turns %s%n",
                carrier,
                median(rates),
                link / median(rates),
                rates.stream().map(Math::round).toList()));
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
}
