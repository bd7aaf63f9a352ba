package org.dcrbs.peer.direct.goods;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.Credits;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.Spec;
import org.dcrbs.peer.direct.document.SpecJson;
import org.dcrbs.peer.transfer.Hashes;
import org.dcrbs.protocol.json.JsonFields;
import org.dcrbs.protocol.json.JsonReader;

/** What the owner offers directly and would take in kind, as {@code direct-offers.json} says. */
public record Stock(Map<String, Good> goods, List<Want> wants) {
    public static final String FILE = "direct-offers.json";
    private static final int MOST = 1000;

    /** Nothing is offered if there is no such file. Reads each offered file through, for its SHA-256. */
    public static Stock read(Path home) throws IOException {
        Path file = home.resolve(FILE);
        if (!Files.exists(file)) {
            return new Stock(Map.of(), List.of());
        }
        JsonFields whole = JsonFields.of(FILE, JsonReader.read(FILE, Files.readAllBytes(file)))
                .only("offers", "wants");
        Map<String, Good> goods = new LinkedHashMap<>();
        for (JsonFields each : whole.objects("offers", MOST)) {
            Good good = good(each, home);
            if (goods.put(good.id(), good) != null) {
                throw each.problem("id", "there are two offers " + good.id());
            }
        }
        List<Want> wants = new ArrayList<>();
        for (JsonFields each : whole.objects("wants", MOST)) {
            each.only("spec", "bid");
            wants.add(new Want(SpecJson.read(each.object("spec")), amount(each, "bid")));
        }
        return new Stock(goods, wants);
    }

    /** What of the wants the file would serve. */
    public Optional<Want> wanting(Spec offered) {
        return wants.stream()
                .filter(want -> want.least().shortfall(offered).isEmpty())
                .findFirst();
    }

    public Optional<Good> find(String id) {
        return Optional.ofNullable(goods.get(id));
    }

    public List<Good> all() {
        return new ArrayList<>(goods.values());
    }

    private static Good good(JsonFields each, Path home) throws IOException {
        each.only("id", "spec", "path", "copies", "days", "ask", "list");
        Spec spec = SpecJson.read(each.object("spec"));
        Optional<Path> path = each.has("path") ? Optional.of(home.resolve(each.text("path"))) : Optional.empty();
        if (spec instanceof FileHeader header) {
            spec = hashed(header, path.orElseThrow(() -> each.problem("path", "is missing: where the file lies")));
        } else if (path.isPresent()) {
            throw each.problem("path", "only a file has one");
        }
        return new Good(
                each.text("id"),
                spec,
                path,
                each.whole("copies", 1, Good.MOST_COPIES, 1),
                each.whole("days", 1, 365, 7),
                amount(each, "ask"),
                amount(each, "list"));
    }

    private static FileHeader hashed(FileHeader header, Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException(FILE + ": there is no file " + path);
        }
        return new FileHeader(
                header.name().isBlank() ? String.valueOf(path.getFileName()) : header.name(),
                header.targetUser(),
                header.objective(),
                header.function(),
                header.environment(),
                Files.size(path),
                Hashes.hex(Hashes.of(path)));
    }

    private static Optional<Credits> amount(JsonFields each, String name) {
        if (!each.has(name)) {
            return Optional.empty();
        }
        try {
            Credits amount = Credits.parse(each.text(name));
            if (amount.isNegative()) {
                throw each.problem(name, "is negative");
            }
            return Optional.of(amount);
        } catch (IllegalArgumentException e) {
            throw each.problem(name, String.valueOf(e.getMessage()));
        }
    }
}
