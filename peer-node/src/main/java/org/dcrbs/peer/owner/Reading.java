package org.dcrbs.peer.owner;

/**
 * How busy the computer is without the node.
 *
 * @param processors how many it has
 * @param ownersMilliProcessors thousandths of a processor that programs other than the node's use
 * @param onBattery whether it runs on its battery
 * @param memoryBytes 0 if unknown
 * @param freeMemoryBytes what programs could still get; means nothing if the memory is unknown
 */
public record Reading(
        int processors, long ownersMilliProcessors, boolean onBattery, long memoryBytes, long freeMemoryBytes) {
    private static final long MILLI = 1000;

    long ownersPercent() {
        return Math.min(100, Math.round(100.0 * ownersMilliProcessors / (processors * MILLI)));
    }
}
