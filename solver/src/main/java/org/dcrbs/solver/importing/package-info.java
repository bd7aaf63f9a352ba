/** Problems of other fields, read from their own file formats as pairing problems, so that published optima can be met. */
@NullMarked
package org.dcrbs.solver.importing;

import org.jspecify.annotations.NullMarked;
