/** Thousands of made-up peers against one real coordinator: what {@code dcrbs bench peers} runs. */
@NullMarked
package org.dcrbs.server.bench;

import org.jspecify.annotations.NullMarked;
