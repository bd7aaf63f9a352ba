@NullMarked
package org.dcrbs.rules.scenario;

import org.jspecify.annotations.NullMarked;
