package org.dcrbs.market;

import java.util.Optional;

/**
 * What a resource is: one record a category. In an offer it says what there is; in a requirement it says the least that
 * will do, where 0 or an empty text means "any".
 */
public sealed interface Spec permits ComputingPower, Memory, Storage, Peripheral, FileHeader, InternetAccess, Money {
    Category category();

    /** How much of the category's unit: what an offer can be divided into and a requirement takes. */
    long units();

    /** Why this can't be offered as it stands (something essential is unknown), or empty if it can. */
    Optional<String> unfitToOffer();

    /**
     * Why the offered resource falls short of this requirement, quantity aside, or empty if it serves. A parameter that
     * the requirement asks for and the offer doesn't know falls short.
     */
    Optional<String> shortfall(Spec offered);
}
