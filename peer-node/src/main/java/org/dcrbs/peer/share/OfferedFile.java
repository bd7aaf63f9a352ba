package org.dcrbs.peer.share;

import java.nio.file.Path;
import org.dcrbs.market.FileHeader;

/**
 * A file of the owner's that may be had.
 *
 * @param header what is said of it; size and hash in it are not yet known
 * @param copies how many may have it
 * @param reseed whether it is also held open for those who have a contract with another party that offers the same
 */
public record OfferedFile(String id, Path path, FileHeader header, long copies, boolean reseed) {}
