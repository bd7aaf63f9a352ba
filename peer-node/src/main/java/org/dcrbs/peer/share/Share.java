package org.dcrbs.peer.share;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.Credits;

/**
 * What the owner lets others have.
 *
 * @param reserved what the owner keeps
 * @param days for how many days ahead the share is on offer
 * @param hours when in the day; empty: always. Disk space and files are not put away by day and are offered throughout
 * @param precedence when the owner's own use comes first
 * @param nativePrograms whether work units may be programs of this computer's own kind, in a sandbox
 * @param serves whom all of the offers serve
 * @param door where lessees call; empty: what is kept for them can't be used over the net
 * @param asks the least the owner takes, by lot name
 */
public record Share(
        Reserved reserved,
        int days,
        Optional<DailyHours> hours,
        Precedence precedence,
        boolean nativePrograms,
        Constraint serves,
        Optional<OfferedLine> internet,
        List<OfferedFile> files,
        List<OfferedDevice> devices,
        Optional<DoorPlace> door,
        Map<String, Credits> asks) {
    public static final int DEFAULT_DAYS = 7;

    /** Half of the machine, at all hours, no files, no devices, no internet access. */
    public static final Share DEFAULT = new Share(
            Reserved.HALF,
            DEFAULT_DAYS,
            Optional.empty(),
            Precedence.USUAL,
            false,
            Constraint.NONE,
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Map.of());

    public Share {
        files = List.copyOf(files);
        devices = List.copyOf(devices);
        asks = Map.copyOf(asks);
    }
}
