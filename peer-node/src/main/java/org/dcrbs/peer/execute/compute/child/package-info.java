/**
 * What runs inside the child process, and the frames it speaks with the node. Imports the JDK and Chicory
 * only, for the child's class path holds nothing else.
 */
@NullMarked
package org.dcrbs.peer.execute.compute.child;

import org.jspecify.annotations.NullMarked;
