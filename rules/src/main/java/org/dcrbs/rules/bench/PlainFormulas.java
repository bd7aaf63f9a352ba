package org.dcrbs.rules.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.Appraisal.Lot;
import org.dcrbs.market.Appraisal.Unvalued;
import org.dcrbs.market.Appraisal.Valuation;
import org.dcrbs.market.Category;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.Listing;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Money;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Peripheral;
import org.dcrbs.market.Requirement;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Storage;
import org.dcrbs.market.Window;

/**
 * The shipped valuations as a programmer would write them without a rule engine: the yardstick for its speed. A test
 * holds that both say the same of each lot.
 */
public final class PlainFormulas {
    private static final long HOUR = 3600;
    private static final long MONTH = 30 * 24 * HOUR;

    private final String version;
    private final Circumstances in;

    /** @param version what the appraisals say that made them */
    public PlainFormulas(String version, Circumstances in) {
        this.version = version;
        this.in = in;
    }

    public List<Appraisal> appraise(List<Listing> listings) {
        List<Appraisal> appraisals = new ArrayList<>(listings.size());
        for (Listing listing : listings) {
            if (listing instanceof Offer offer) {
                PlainSum sum = new PlainSum(offer.capacity(), offer.window().seconds());
                appraisals.add(appraisal(offer, Lot.of(offer), offer.spec(), offer.window(), sum, offer.ask()));
            } else if (listing instanceof Demand demand) {
                for (Requirement requirement : demand.requirements()) {
                    PlainSum sum = new PlainSum(
                            requirement.least().units(), requirement.window().seconds());
                    appraisals.add(appraisal(
                            demand,
                            Lot.of(demand, requirement),
                            requirement.least(),
                            requirement.window(),
                            sum,
                            requirement.bid()));
                }
            }
        }
        return appraisals;
    }

    private Appraisal appraisal(Listing of, Lot lot, Spec spec, Window window, PlainSum sum, Optional<Credits> said) {
        boolean offered = of instanceof Offer;
        Optional<String> refusal = Optional.empty();
        int reserve = 500;
        int value = 1500;
        if (spec instanceof ComputingPower power) {
            computingPower(power, sum);
        } else if (spec instanceof Memory memory) {
            memory(memory, sum);
        } else if (spec instanceof Storage storage) {
            storage(storage, sum);
        } else if (spec instanceof Peripheral peripheral) {
            peripheral(peripheral, sum);
        } else if (spec instanceof FileHeader file) {
            file(file, sum);
            reserve = 300;
            value = 2500;
        } else if (spec instanceof InternetAccess access) {
            internetAccess(access, sum);
        } else if (spec instanceof Money money) {
            refusal = money(money, sum);
            reserve = 1000;
            value = 1000;
        }
        premiums(of, spec.category(), window, sum);
        if (refusal.isPresent()) {
            return new Unvalued(lot, refusal.get(), version);
        }
        Credits limit = said.isPresent() ? said.get() : sum.worth(offered ? reserve : value);
        return new Valuation(lot, sum.worth(1000), limit, sum.rules(), version);
    }

    private void premiums(Listing of, Category category, Window window, PlainSum sum) {
        if (category == Category.MONEY) {
            return;
        }
        boolean offered = of instanceof Offer;
        int reputation = in.member(of.party()).reputation();
        if (!offered && in.until(window.from()).toHours() < 6) {
            sum.rule("Premium: needed within six hours").raise(100);
        }
        if (in.scarcity(category) > 1000) {
            sum.rule("Premium: scarce in the last rounds").raiseForDoublings(100, in.scarcity(category), 1000);
        }
        if (offered && reputation >= 900) {
            sum.rule("Premium: proven giver").raise(50);
        }
        if (offered && reputation < 400) {
            sum.rule("Premium: doubtful giver").raise(-100);
        }
    }

    private static void computingPower(ComputingPower power, PlainSum sum) {
        sum.rule("Computing power: any processor").rate("0.004", 1000, HOUR);
        if (power.mips() > 0) {
            sum.rule("Computing power: integer speed").rate("0.008", 1000, HOUR, power.mips(), 10_000);
        }
        if (power.mflops() > 0) {
            sum.rule("Computing power: floating-point speed").rate("0.008", 1000, HOUR, power.mflops(), 2000);
        }
    }

    private static void memory(Memory memory, PlainSum sum) {
        sum.rule("Memory: any").rate("0.004", 1000, HOUR);
        if (memory.readNanos() > 0) {
            sum.rule("Memory: fast to read").raiseForDoublings(100, 200, memory.readNanos());
        }
        if (memory.writeNanos() > 0) {
            sum.rule("Memory: fast to write").raiseForDoublings(100, 200, memory.writeNanos());
        }
    }

    private static void storage(Storage storage, PlainSum sum) {
        sum.rule("Storage: any").rate("0.03", 1000, MONTH);
        if (storage.accessMicros() > 0) {
            sum.rule("Storage: short access").raiseForDoublings(100, 10_000, storage.accessMicros());
        }
        if (storage.readMicrosPerMegaByte() > 0) {
            sum.rule("Storage: fast to read").raiseForDoublings(50, 10_000, storage.readMicrosPerMegaByte());
        }
        if (storage.writeMicrosPerMegaByte() > 0) {
            sum.rule("Storage: fast to write").raiseForDoublings(50, 10_000, storage.writeMicrosPerMegaByte());
        }
    }

    private static void peripheral(Peripheral peripheral, PlainSum sum) {
        switch (peripheral.kind()) {
            case PRINTER -> sum.rule("Peripheral: printer").rate("0.08", 1, HOUR);
            case SCANNER -> sum.rule("Peripheral: scanner").rate("0.06", 1, HOUR);
            case CAMERA -> sum.rule("Peripheral: camera").rate("0.1", 1, HOUR);
        }
        if (peripheral.unitsPerMinute() > 0) {
            sum.rule("Peripheral: speed").rate("0.12", 1, HOUR, peripheral.unitsPerMinute(), 20);
        }
        if (peripheral.resolutionDpi() > 0) {
            sum.rule("Peripheral: resolution").raiseForDoublings(100, peripheral.resolutionDpi(), 150);
        }
        if (peripheral.colourBits() > 0) {
            sum.rule("Peripheral: colour").raiseForDoublings(100, peripheral.colourBits(), 1);
        }
    }

    private static void file(FileHeader file, PlainSum sum) {
        String function = file.function().toLowerCase(Locale.ROOT);
        String user = file.targetUser().toLowerCase(Locale.ROOT);
        sum.rule("File: any").rateOnce("0.5", 1, 1);
        if (file.bytes() > 0) {
            sum.rule("File: size").rateOnce("0.002", file.bytes(), 1_000_000);
        }
        if (containsAny(function, "program", "software", "librar", "compiler", "model")) {
            sum.rule("File: function is a program").raise(1000);
        }
        if (containsAny(function, "data", "measurement", "map")) {
            sum.rule("File: function is data").raise(500);
        }
        if (!file.objective().isEmpty()) {
            sum.rule("File: objective is stated").raise(100);
        }
        if (containsAny(user, "engineer", "scientist", "professional", "physician")) {
            sum.rule("File: for professional use").raise(300);
        }
        if (!file.environment().isEmpty()) {
            sum.rule("File: runs in a stated environment").raise(200);
        }
    }

    private static void internetAccess(InternetAccess access, PlainSum sum) {
        sum.rule("Internet access: nominal rate").rate("0.003", 1000, HOUR);
        if (access.trueKilobitsPerSecond() > 0) {
            sum.rule("Internet access: true throughput")
                    .rate("0.002", 1000, HOUR, access.trueKilobitsPerSecond(), access.kilobitsPerSecond());
        }
        long permille = access.availabilityPermille();
        if (permille > 900) {
            sum.rule("Internet access: availability above 90 %").raise(2 * (permille - 900));
        }
        if (permille >= 990) {
            sum.rule("Internet access: availability of 99 %").raise(100);
        }
        if (permille >= 999) {
            sum.rule("Internet access: availability of 99.9 %").raise(200);
        }
        switch (access.medium()) {
            case FIBRE -> sum.rule("Internet access: fibre").raise(200);
            case CABLE, LAN ->
                sum.rule("Internet access: cable or local network").raise(100);
            case ANY, DSL, RADIO, SATELLITE -> {}
        }
    }

    private static Optional<String> money(Money money, PlainSum sum) {
        if (money.currency().equals("CR")) {
            sum.rule("Money: credits at par").rateOnce("1", 1, 1_000_000);
        } else if (!money.currency().equals("EUR")) {
            return Optional.of("only credits (CR) and euro (EUR) are traded; there is no rate for this currency");
        } else if (money.form() == Money.Form.CASH) {
            sum.rule("Money: cash in euro at par").rateOnce("1", 1, 1_000_000);
        } else {
            return Optional.of("euro are taken in cash only");
        }
        return Optional.empty();
    }

    private static boolean containsAny(String text, String... words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
