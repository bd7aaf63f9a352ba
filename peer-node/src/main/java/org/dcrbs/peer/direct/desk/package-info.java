/** What a listening node asks its owner, and the owner's answers: small files in the home, since they are two programs. */
@NullMarked
package org.dcrbs.peer.direct.desk;

import org.jspecify.annotations.NullMarked;
