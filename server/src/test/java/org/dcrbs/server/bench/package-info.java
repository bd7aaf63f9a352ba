@NullMarked
package org.dcrbs.server.bench;

import org.jspecify.annotations.NullMarked;
