package org.dcrbs.peer.owner;

import java.util.Optional;
import org.dcrbs.peer.share.DailyHours;
import org.dcrbs.peer.share.Precedence;

/**
 * What the owner wants.
 *
 * @param workers how many units may run at once at the most
 * @param pause if the owner has the node pause
 */
record Terms(int workers, Optional<DailyHours> hours, Precedence precedence, Optional<Pause> pause) {}
