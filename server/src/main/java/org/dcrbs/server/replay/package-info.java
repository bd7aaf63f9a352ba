/**
 * What-if replays: a past round, or the market as it stands, decided once more under the policies of then and under a
 * draft, and the difference. Reads what rounds keep; writes nothing.
 */
@NullMarked
package org.dcrbs.server.replay;

import org.jspecify.annotations.NullMarked;
