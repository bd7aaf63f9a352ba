package org.dcrbs.peer.share;

import java.time.Duration;
import java.util.Optional;

/**
 * When the owner's own use of the computer comes first.
 *
 * @param onlyWhenIdle empty: others may compute beside the owner's programs, in what those leave
 * @param onBattery whether others may compute while the computer runs on its battery
 * @param whenBusy whether others may compute as much while the owner's programs need the processors, if with the lowest
 *     priority
 */
public record Precedence(Optional<Idle> onlyWhenIdle, boolean onBattery, boolean whenBusy) {
    public static final Precedence USUAL = new Precedence(Optional.empty(), false, false);

    /**
     * When a computer counts as idle.
     *
     * @param after so long without the owner's own load
     * @param busyAbovePercent more of all processors than that, used by the owner's programs, is load
     */
    public record Idle(Duration after, int busyAbovePercent) {}
}
