/**
 * Category IV: printers, scanners and cameras, reached as the owner says: through a folder, by IPP (jipp), by SANE
 * (JFreeSane), by a program. Those two libraries stay in here.
 */
@NullMarked
package org.dcrbs.peer.execute.peripheral;

import org.jspecify.annotations.NullMarked;
