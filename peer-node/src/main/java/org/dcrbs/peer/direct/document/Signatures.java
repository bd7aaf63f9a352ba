package org.dcrbs.peer.direct.document;

import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcrbs.protocol.json.Json;
import org.dcrbs.protocol.json.JsonFields;
import org.dcrbs.protocol.proof.OpenKey;

/** Who signed a document, and the signatures in hexadecimal. */
public record Signatures(SortedMap<OpenKey, String> byKey) {
    public static final Signatures NONE = new Signatures(new TreeMap<>());

    public Signatures {
        byKey = Collections.unmodifiableSortedMap(new TreeMap<>(byKey));
    }

    public Signatures with(OpenKey key, byte[] signature) {
        SortedMap<OpenKey, String> more = new TreeMap<>(byKey);
        more.put(key, HexFormat.of().formatHex(signature));
        return new Signatures(more);
    }

    /** Whether both of them have signed exactly these bytes. */
    public boolean ofBoth(Draft draft, byte[] document) {
        return of(draft.dialler(), document) && of(draft.listener(), document);
    }

    public boolean of(OpenKey key, byte[] document) {
        return byKey.containsKey(key) && key.signed(document, bytes(key));
    }

    public byte[] bytes(OpenKey key) {
        return HexFormat.of().parseHex(byKey.getOrDefault(key, ""));
    }

    public static Signatures read(JsonFields fields) {
        SortedMap<OpenKey, String> byKey = new TreeMap<>();
        for (String key : fields.members().values().keySet()) {
            String signature = fields.text(key);
            if (!signature.matches("[0-9a-f]{128}")) {
                throw fields.problem(key, "is no signature: want 128 hexadecimal digits in lower case");
            }
            byKey.put(new OpenKey(key), signature);
        }
        return new Signatures(byKey);
    }

    public Json.Members json() {
        Json.Members json = Json.object();
        for (var each : byKey.entrySet()) {
            json = json.with(each.getKey().hex(), each.getValue());
        }
        return json;
    }
}
