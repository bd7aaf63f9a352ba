package org.dcrbs.market;

import java.util.Optional;

/**
 * IV: one device.
 *
 * @param resolutionDpi dots per inch
 * @param colourBits bits a pixel; 1 is black and white
 * @param unitsPerMinute pages or pictures a minute
 */
public record Peripheral(Kind kind, long resolutionDpi, long colourBits, long unitsPerMinute) implements Spec {
    /** What the device does. */
    public enum Kind {
        PRINTER,
        SCANNER,
        CAMERA
    }

    public Peripheral {
        Check.range("resolutionDpi", resolutionDpi, 0, 1_000_000);
        Check.range("colourBits", colourBits, 0, 256);
        Check.range("unitsPerMinute", unitsPerMinute, 0, 1_000_000);
    }

    @Override
    public Category category() {
        return Category.PERIPHERAL;
    }

    @Override
    public long units() {
        return 1;
    }

    @Override
    public Optional<String> unfitToOffer() {
        return resolutionDpi == 0 ? Optional.of("the resolution is not known") : Optional.empty();
    }

    @Override
    public Optional<String> shortfall(Spec offered) {
        return offered instanceof Peripheral o
                ? new Shortfall()
                        .same(kind.name(), o.kind.name(), "a device of kind")
                        .atLeast(resolutionDpi, o.resolutionDpi, "dpi")
                        .atLeast(colourBits, o.colourBits, "bits of colour")
                        .atLeast(unitsPerMinute, o.unitsPerMinute, "units a minute")
                        .reason()
                : Shortfall.otherCategory(this, offered);
    }
}
