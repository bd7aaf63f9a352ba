/** What all of the HTTP API shares: how values are written as JSON, how errors are told, and whether it is up. */
@NullMarked
package org.dcrbs.server.api;

import org.jspecify.annotations.NullMarked;
