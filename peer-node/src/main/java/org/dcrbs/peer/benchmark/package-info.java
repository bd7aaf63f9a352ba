/**
 * How fast this machine is at the source's old measures, written anew in Java: Dhrystone, Whetstone and
 * LINPACK as this JVM runs them, and the delays of memory and disk. The figures compare peers of this
 * exchange with each other; they are not the published figures of a machine's C or Fortran runs.
 */
@NullMarked
package org.dcrbs.peer.benchmark;

import org.jspecify.annotations.NullMarked;
