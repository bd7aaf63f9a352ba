package org.dcrbs.server.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Money;
import org.dcrbs.market.Peripheral;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Storage;

/** A spec in a few words, as people say it. */
public final class SpecWords {
    private SpecWords() {}

    public static String of(Spec spec) {
        if (spec instanceof ComputingPower power) {
            String amount = decimal(power.milliProcessors(), 3);
            return listed(
                    amount + (amount.equals("1") ? " processor" : " processors"),
                    known(power.mips(), " MIPS"),
                    known(power.mflops(), " MFLOPS"));
        }
        if (spec instanceof Memory memory) {
            return memory.megaBytes() + " MB of memory";
        }
        if (spec instanceof Storage storage) {
            return storage.megaBytes() + " MB of storage";
        }
        if (spec instanceof Peripheral device) {
            return listed(
                    device.kind().name().toLowerCase(Locale.ROOT),
                    known(device.resolutionDpi(), " dpi"),
                    known(device.unitsPerMinute(), " a minute"));
        }
        if (spec instanceof FileHeader file) {
            return "file "
                    + Stream.of(file.name(), file.function(), file.objective(), file.sha256())
                            .filter(text -> !text.isEmpty())
                            .findFirst()
                            .orElse("of any kind");
        }
        if (spec instanceof InternetAccess line) {
            String medium = line.medium() == InternetAccess.Medium.ANY
                    ? ""
                    : line.medium().name().toLowerCase(Locale.ROOT);
            return listed(decimal(line.kilobitsPerSecond(), 3) + " Mbit/s", medium);
        }
        Money money = (Money) spec;
        return decimal(money.amount(), 6) + " " + money.currency() + " "
                + money.form().name().toLowerCase(Locale.ROOT);
    }

    private static String known(long figure, String unit) {
        return figure == 0 ? "" : figure + unit;
    }

    private static String listed(String... parts) {
        List<String> some = new ArrayList<>();
        for (String part : parts) {
            if (!part.isEmpty()) {
                some.add(part);
            }
        }
        return String.join(", ", some);
    }

    private static String decimal(long amount, int places) {
        BigDecimal number = BigDecimal.valueOf(amount, places).stripTrailingZeros();
        return (number.scale() < 0 ? number.setScale(0) : number).toPlainString();
    }
}
