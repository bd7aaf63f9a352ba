/**
 * What the owner shares and what lots that makes: this machine, less the owner's private part, plus files, devices and
 * internet access. May import market and the messages; knows neither files' formats nor the link.
 */
@NullMarked
package org.dcrbs.peer.share;

import org.jspecify.annotations.NullMarked;
