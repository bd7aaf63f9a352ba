/**
 * The node's connection to its coordinator: dialling and dialling again, the greeting, heartbeats, questions and their
 * answers, and the delivery of results until they are acknowledged.
 */
@NullMarked
package org.dcrbs.peer.link;

import org.jspecify.annotations.NullMarked;
