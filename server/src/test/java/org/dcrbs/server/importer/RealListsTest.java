package org.dcrbs.server.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.dcrbs.market.Category;
import org.dcrbs.market.Demand;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Requirement;
import org.dcrbs.server.listing.Market;
import org.dcrbs.server.listing.MarketFile;
import org.dcrbs.server.listing.MarketJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped mappings on the lists they are for; every sum is held against one taken from the file the plain way. */
class RealListsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String MACHINES = "alibaba-gpu-2023/openb_node_list_all_node.csv.gz";
    private static final String ARRIVALS = "azure-vm-arrivals-2017/v1.dev.txt.gz";

    private final MarketJson json = new MarketJson();

    private ImportReport load(String mapping, Map<String, Path> inputs, Limits limits) {
        Mapping read = Mapping.read(Samples.folder().resolve("mappings/" + mapping), json);
        return new Importer(json, NOW).importAll(read, inputs, limits);
    }

    private static List<Offer> offers(Market market) {
        return only(market, Offer.class).toList();
    }

    private static List<Demand> demands(Market market) {
        return only(market, Demand.class).toList();
    }

    private static <T> Stream<T> only(Market market, Class<T> type) {
        return market.listings().stream().filter(type::isInstance).map(type::cast);
    }

    private static long capacity(List<Offer> offers, Predicate<String> id) {
        return offers.stream()
                .filter(offer -> id.test(offer.id().value()))
                .mapToLong(Offer::capacity)
                .sum();
    }

    private static long needed(List<Demand> demands, Predicate<String> name) {
        return demands.stream()
                .flatMap(demand -> demand.requirements().stream())
                .filter(requirement -> name.test(requirement.name()))
                .mapToLong(requirement -> requirement.least().units())
                .sum();
    }

    /** The cells of every line but the first. */
    private static List<String[]> cells(Path csv) throws IOException {
        return SharedData.lines(csv).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static long sum(List<String[]> rows, ToLongFunction<String[]> cell) {
        return rows.stream().mapToLong(cell).sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "gpuspec33"})
    void everyMachineAndJobOfAlibabaComesThroughWhole(String list, @TempDir Path folder) throws IOException {
        Path machines = SharedData.file(MACHINES);
        Path jobs = SharedData.file("alibaba-gpu-2023/openb_pod_list_" + list + ".csv.gz");

        ImportReport report = load("alibaba-gpu-2023.json", Map.of("machines", machines, "jobs", jobs), Limits.DEFAULT);

        Market market = report.market();
        List<Offer> offers = offers(market);
        List<Demand> demands = demands(market);
        List<String[]> nodes = cells(machines);
        List<String[]> pods = cells(jobs);
        assertThat(report.rows()).containsEntry("machines", 1523L).containsEntry("jobs", 8152L);
        assertThat(demands).hasSize(8152);
        assertThat(market.parties()).hasSize(1 + 1523 + 4);
        assertThat(capacity(offers, id -> id.endsWith(".cpu"))).isEqualTo(sum(nodes, row -> Long.parseLong(row[1])));
        assertThat(capacity(offers, id -> id.endsWith(".memory"))).isEqualTo(sum(nodes, row -> Long.parseLong(row[2])));
        assertThat(capacity(offers, id -> id.contains(".gpu")))
                .isEqualTo(1000 * sum(nodes, row -> Long.parseLong(row[3])));
        assertThat(needed(demands, "cpu"::equals)).isEqualTo(sum(pods, row -> Long.parseLong(row[1])));
        assertThat(needed(demands, "memory"::equals)).isEqualTo(sum(pods, row -> Long.parseLong(row[2])));
        assertThat(needed(demands, name -> name.startsWith("gpu")))
                .isEqualTo(sum(pods, row -> Long.parseLong(row[3]) * Long.parseLong(row[4])));

        Path written = folder.resolve("alibaba.jsonl.gz");
        new MarketFile(json, NOW).write(written, market);
        assertThat(new MarketFile(json, NOW).read(written)).isEqualTo(market);
    }

    @Test
    void aJobAsksForTheGpuModelsThatItsRowNames() throws IOException {
        Path jobs = SharedData.file("alibaba-gpu-2023/openb_pod_list_gpuspec33.csv.gz");
        ImportReport report = load(
                "alibaba-gpu-2023.json", Map.of("machines", SharedData.file(MACHINES), "jobs", jobs), Limits.DEFAULT);

        Map<String, Demand> byId = new HashMap<>();
        demands(report.market()).forEach(demand -> byId.put(demand.id().value(), demand));
        for (String[] row : cells(jobs)) {
            List<Requirement> gpus = byId.get(row[0]).requirements().stream()
                    .filter(requirement -> requirement.name().startsWith("gpu"))
                    .toList();
            assertThat(gpus).hasSize(Integer.parseInt(row[3]));
            List<String> models = Arrays.stream(row[5].split("\\|")).distinct().toList();
            String wants = row[5].isEmpty()
                    ? "offer.attributes.device == 'gpu'"
                    : "(offer.attributes.device == 'gpu') && (offer.attributes.model in ['"
                            + String.join("', '", models) + "'])";
            assertThat(gpus)
                    .allSatisfy(gpu -> assertThat(gpu.wants().expression()).isEqualTo(wants));
        }
    }

    @Test
    void everyArrivalAtAzureBecomesADemandOfItsBatchsTenant() throws IOException {
        Path arrivals = SharedData.file(ARRIVALS);
        long expected = 0;
        long batches = 0;
        for (String line : SharedData.lines(arrivals)) {
            String items = line.substring(line.indexOf(' ') + 1);
            expected += items.chars().filter(Character::isLetter).count();
            batches += items.chars().filter(c -> c == '|').count();
        }

        ImportReport report = load("azure-vm-arrivals-2017.json", Map.of("arrivals", arrivals), Limits.DEFAULT);

        assertThat(expected).isEqualTo(259_159);
        assertThat(report.demands()).isEqualTo(259_159);
        assertThat(report.market().parties()).hasSize((int) (1 + 100 + batches));
    }

    @Test
    void theFirstArrivalsHaveTheSizesOfTheirFlavors() throws IOException {
        Path arrivals = SharedData.file(ARRIVALS);
        Map<String, long[]> flavors = new HashMap<>();
        for (String line : Files.readAllLines(SharedData.file("azure-vm-arrivals-2017/flav_map.txt"))) {
            String[] parts = line.split("[, ]", -1);
            flavors.put(parts[2], new long[] {
                Long.parseLong(parts[0]) * 1000, (long) (Double.parseDouble(parts[1]) * 1024)
            });
        }

        ImportReport report =
                load("azure-vm-arrivals-2017.json", Map.of("arrivals", arrivals), Limits.DEFAULT.firstRows(2000));

        assertThat(flavors).hasSize(16);
        assertThat(demands(report.market())).hasSize(2000).allSatisfy(demand -> {
            long[] size = flavors.get(demand.attributes().values().get("flavor"));
            assertThat(demand.requirements())
                    .extracting(
                            requirement -> requirement.least().category(),
                            requirement -> requirement.least().units())
                    .containsExactly(tuple(Category.COMPUTING_POWER, size[0]), tuple(Category.MEMORY, size[1]));
        });
    }
}
