package org.dcrbs.peer.share;

import java.nio.file.Path;
import org.dcrbs.market.FileHeader;

/** An offered file whose size and hash are known. */
public record HashedFile(String id, Path path, FileHeader header, long copies, boolean reseed) {}
