package org.dcrbs.peer.share;

import java.nio.file.Path;
import org.dcrbs.market.Peripheral;

/**
 * A device that may be used.
 *
 * @param folder where a printer's documents go, or where a scanner's or camera's pictures lie ready
 */
public record OfferedDevice(String id, Peripheral spec, Path folder) {}
