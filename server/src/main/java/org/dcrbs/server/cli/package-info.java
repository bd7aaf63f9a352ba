/** The command line: what {@code dcrbs} can be told to do, and how it answers when it can't. May use every feature. */
@NullMarked
package org.dcrbs.server.cli;

import org.jspecify.annotations.NullMarked;
