package org.dcrbs.peer.job;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * One number of each unit's input.
 *
 * @param value a number, or {@code $name} for what the split says of the unit
 */
public record InputField(NumberType type, String value) {
    void put(ByteBuffer out, Map<String, Value> variables) throws JobException {
        Value number;
        if (value.startsWith("$")) {
            Value known = variables.get(value.substring(1));
            if (known == null) {
                throw new JobException("input " + value + ": the split has only " + variables.keySet());
            }
            number = known;
        } else {
            number = Value.parse(value);
        }
        try {
            type.put(out, number);
        } catch (IllegalArgumentException e) {
            throw new JobException("input " + type + " " + value + ": " + e.getMessage(), e);
        }
    }
}
