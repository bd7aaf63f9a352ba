@NullMarked
package org.dcrbs.server.replay;

import org.jspecify.annotations.NullMarked;
