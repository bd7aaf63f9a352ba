package org.dcrbs.server.gateway;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports of nodes as plain maps, by the protocol's field names; what is unknown is absent. */
final class Reports {
    private Reports() {}

    static Map<String, Object> map(Message report) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Map.Entry<FieldDescriptor, Object> field : report.getAllFields().entrySet()) {
            map.put(field.getKey().getJsonName(), plain(field.getValue()));
        }
        return map;
    }

    private static Object plain(Object value) {
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>();
            list.forEach(item -> plain.add(plain(item)));
            return plain;
        }
        return value instanceof Message message ? map(message) : value;
    }
}
