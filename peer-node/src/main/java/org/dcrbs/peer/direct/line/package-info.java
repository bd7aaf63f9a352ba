/** The connection between two peers: questions and answers over the framing and TLS of the protocol. */
@NullMarked
package org.dcrbs.peer.direct.line;

import org.jspecify.annotations.NullMarked;
