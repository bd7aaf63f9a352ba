package org.dcrbs.market;

import java.util.Optional;

/**
 * I: processors, or parts of them, of a given speed.
 *
 * @param milliProcessors thousandths of a processor (a core, or an accelerator)
 * @param mips integer speed of one whole processor, Dhrystone MIPS
 * @param mflops floating-point speed of one whole processor, LINPACK MFLOPS
 */
public record ComputingPower(long milliProcessors, long mips, long mflops) implements Spec {
    public ComputingPower {
        Check.range("milliProcessors", milliProcessors, 1, 1_000_000_000_000L);
        Check.range("mips", mips, 0, 1_000_000_000_000L);
        Check.range("mflops", mflops, 0, 1_000_000_000_000L);
    }

    @Override
    public Category category() {
        return Category.COMPUTING_POWER;
    }

    @Override
    public long units() {
        return milliProcessors;
    }

    @Override
    public Optional<String> unfitToOffer() {
        return mips == 0 && mflops == 0 ? Optional.of("neither MIPS nor MFLOPS is known") : Optional.empty();
    }

    @Override
    public Optional<String> shortfall(Spec offered) {
        return offered instanceof ComputingPower o
                ? new Shortfall()
                        .atLeast(mips, o.mips, "MIPS")
                        .atLeast(mflops, o.mflops, "MFLOPS")
                        .reason()
                : Shortfall.otherCategory(this, offered);
    }
}
