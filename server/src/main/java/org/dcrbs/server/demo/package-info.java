/**
 * A whole exchange on one computer, for a first look: a coordinator in this process, nodes in processes of their own. Knows
 * every feature; no feature knows it.
 */
@NullMarked
package org.dcrbs.server.demo;

import org.jspecify.annotations.NullMarked;
