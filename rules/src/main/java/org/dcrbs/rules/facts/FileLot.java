package org.dcrbs.rules.facts;

import java.util.Locale;
import org.dcrbs.market.FileHeader;

/** V: the trade unit is one copy. All texts are in lower case, so that rules needn't care. */
public final class FileLot extends TradedLot {
    private final FileHeader spec;

    FileLot(LotSize size, FileHeader spec) {
        super(size, 1);
        this.spec = spec;
    }

    @LowerCase
    public String getName() {
        return spec.name().toLowerCase(Locale.ROOT);
    }

    @LowerCase
    public String getTargetUser() {
        return spec.targetUser().toLowerCase(Locale.ROOT);
    }

    @LowerCase
    public String getObjective() {
        return spec.objective().toLowerCase(Locale.ROOT);
    }

    @LowerCase
    public String getFunction() {
        return spec.function().toLowerCase(Locale.ROOT);
    }

    @LowerCase
    public String getEnvironment() {
        return spec.environment().toLowerCase(Locale.ROOT);
    }

    /** 0 if any will do. */
    public long getBytes() {
        return spec.bytes();
    }
}
