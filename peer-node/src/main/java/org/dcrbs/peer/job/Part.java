package org.dcrbs.peer.job;

import java.util.List;
import java.util.Map;

/**
 * What makes a unit differ from the others.
 *
 * @param variables for its input fields
 * @param rows follow the fields
 */
record Part(Map<String, Value> variables, List<List<Value>> rows) {}
