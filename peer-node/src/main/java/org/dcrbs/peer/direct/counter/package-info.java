/**
 * The side that is dialled: answers a partner's questions from its offers, by its policy, out of its books. Each answer that
 * binds is written down before it is given, and the same question has the same answer.
 */
@NullMarked
package org.dcrbs.peer.direct.counter;

import org.jspecify.annotations.NullMarked;
