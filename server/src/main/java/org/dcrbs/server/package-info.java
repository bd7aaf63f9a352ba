/** The coordinator: packages by feature, each with its own controller, service and store. */
@NullMarked
package org.dcrbs.server;

import org.jspecify.annotations.NullMarked;
