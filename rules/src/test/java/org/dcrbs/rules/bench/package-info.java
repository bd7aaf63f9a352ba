@NullMarked
package org.dcrbs.rules.bench;

import org.jspecify.annotations.NullMarked;
