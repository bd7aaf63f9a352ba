/**
 * Web work, which this node does itself over a leased line: load tests of a site, and an index of its words. Only where the
 * site's owner has consented, and as its robots.txt has it.
 */
@NullMarked
package org.dcrbs.peer.execute.access.web;

import org.jspecify.annotations.NullMarked;
