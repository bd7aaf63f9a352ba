/** What a node has for direct trade, and the bytes on their way: files offered, files and modules coming in. */
@NullMarked
package org.dcrbs.peer.direct.goods;

import org.jspecify.annotations.NullMarked;
