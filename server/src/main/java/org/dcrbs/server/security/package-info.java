/** Who may come in: the operator's token, the sign-in page, and the limits on what a stranger can send. */
@NullMarked
package org.dcrbs.server.security;

import org.jspecify.annotations.NullMarked;
