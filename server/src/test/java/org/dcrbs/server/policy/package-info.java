@NullMarked
package org.dcrbs.server.policy;

import org.jspecify.annotations.NullMarked;
