/**
 * JSON that is signed: read strictly, and written in the one form that RFC 8785 (JSON Canonicalization Scheme) gives it, so
 * that two programs sign and check the same bytes. Only what those documents need: texts, whole numbers, truths, lists and
 * objects.
 */
@NullMarked
package org.dcrbs.protocol.json;

import org.jspecify.annotations.NullMarked;
