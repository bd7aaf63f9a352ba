package org.dcrbs.rules.facts;

import org.dcrbs.market.Circumstances;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Money;
import org.dcrbs.market.Offer;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Peripheral;
import org.dcrbs.market.Requirement;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Storage;
import org.dcrbs.rules.facts.TradedLot.LotSize;

/** Makes the fact that rules see of an offer or a requirement. */
public final class Lots {
    private Lots() {}

    public static TradedLot of(Offer offer, Circumstances in) {
        return of(
                offer.spec(),
                new LotSize(
                        offer.spec().category(),
                        true,
                        offer.capacity(),
                        offer.copies(),
                        offer.window(),
                        in.member(offer.party()),
                        in));
    }

    /** @param party who demands it */
    public static TradedLot of(Requirement requirement, PartyId party, Circumstances in) {
        Spec least = requirement.least();
        return of(
                least,
                new LotSize(least.category(), false, least.units(), 1, requirement.window(), in.member(party), in));
    }

    private static TradedLot of(Spec spec, LotSize size) {
        if (spec instanceof ComputingPower power) {
            return new ComputingPowerLot(size, power);
        } else if (spec instanceof Memory memory) {
            return new MemoryLot(size, memory);
        } else if (spec instanceof Storage storage) {
            return new StorageLot(size, storage);
        } else if (spec instanceof Peripheral peripheral) {
            return new PeripheralLot(size, peripheral);
        } else if (spec instanceof FileHeader file) {
            return new FileLot(size, file);
        } else if (spec instanceof InternetAccess access) {
            return new InternetAccessLot(size, access);
        } else if (spec instanceof Money money) {
            return new MoneyLot(size, money);
        }
        throw new IllegalArgumentException("no fact for a spec of " + spec.category());
    }
}
