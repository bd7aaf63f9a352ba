package org.dcrbs.server.replay;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.dcrbs.market.Credits;
import org.dcrbs.server.replay.ReplayResult.Deal;
import org.dcrbs.server.replay.ReplayResult.Standing;

/** A replay's result as CSV tables, with exact amounts. */
final class ReplayTables {
    private ReplayTables() {}

    static String categories(ReplayResult result) {
        return csv(writer -> {
            writer.writeRecord(
                    "category",
                    "lots",
                    "changed",
                    "mean before",
                    "mean change",
                    "largest change",
                    "of",
                    "refused",
                    "admitted");
            result.categories()
                    .forEach(one -> writer.writeRecord(
                            one.category().name(),
                            String.valueOf(one.lots()),
                            String.valueOf(one.changed()),
                            one.meanBefore().toString(),
                            one.meanChange().toString(),
                            one.largest().map(lot -> lot.change().toString()).orElse(""),
                            one.largest().map(lot -> lot.lot().toString()).orElse(""),
                            String.valueOf(one.refused()),
                            String.valueOf(one.admitted())));
        });
    }

    static String lots(ReplayResult result) {
        return csv(writer -> {
            writer.writeRecord("listing", "requirement", "category", "worth before", "worth after", "change");
            result.lots()
                    .forEach(one -> writer.writeRecord(
                            one.lot().listing().value(),
                            one.lot().part(),
                            one.category().name(),
                            text(one.before()),
                            text(one.after()),
                            one.change().toString()));
        });
    }

    static String pairings(ReplayResult result) {
        return csv(writer -> {
            writer.writeRecord(
                    "what",
                    "demand",
                    "requirement",
                    "taker",
                    "category",
                    "giver before",
                    "offer before",
                    "worth before",
                    "surplus before",
                    "giver after",
                    "offer after",
                    "worth after",
                    "surplus after");
            result.pairings()
                    .forEach(one -> writer.writeRecord(
                            one.kind().name(),
                            one.demand().value(),
                            one.requirement(),
                            one.taker().value(),
                            one.category().name(),
                            one.before().map(deal -> deal.giver().value()).orElse(""),
                            one.before().map(deal -> deal.offer().value()).orElse(""),
                            text(one.before().map(Deal::worth)),
                            text(one.before().map(Deal::surplus)),
                            one.after().map(deal -> deal.giver().value()).orElse(""),
                            one.after().map(deal -> deal.offer().value()).orElse(""),
                            text(one.after().map(Deal::worth)),
                            text(one.after().map(Deal::surplus))));
        });
    }

    static String parties(ReplayResult result) {
        return csv(writer -> {
            writer.writeRecord(
                    "party",
                    "name",
                    "gave before",
                    "got before",
                    "commission before",
                    "net before",
                    "gain before",
                    "gave after",
                    "got after",
                    "commission after",
                    "net after",
                    "gain after",
                    "net change",
                    "gain change");
            result.parties().forEach(one -> {
                Standing before = one.before();
                Standing after = one.after();
                writer.writeRecord(
                        one.party().value(),
                        one.name(),
                        before.gave().toString(),
                        before.got().toString(),
                        before.commission().toString(),
                        before.net().toString(),
                        before.gain().toString(),
                        after.gave().toString(),
                        after.got().toString(),
                        after.commission().toString(),
                        after.net().toString(),
                        after.gain().toString(),
                        one.netChange().toString(),
                        one.gainChange().toString());
            });
        });
    }

    private static String text(Optional<Credits> amount) {
        return amount.map(Credits::toString).orElse("");
    }

    private static String csv(Consumer<CsvWriter> records) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            records.accept(writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
