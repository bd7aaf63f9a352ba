package org.dcrbs.peer.direct.book;

import org.dcrbs.peer.direct.document.Texts;
import org.dcrbs.protocol.json.Json;
import org.dcrbs.protocol.json.JsonFields;

/**
 * What came of a work unit.
 *
 * @param detail why not, if it isn't done
 * @param sha256 of the output, empty if not done
 */
public record Result(boolean done, String detail, String sha256, long bytes, long cpuNanos, long wallNanos) {
    static Result read(JsonFields fields) {
        String sha256 = fields.text("sha256");
        return new Result(
                !sha256.isEmpty(),
                Texts.brief(fields.text("detail")),
                sha256,
                fields.whole("bytes", 0, Json.Whole.MOST),
                fields.whole("cpuNanos", 0, Json.Whole.MOST),
                fields.whole("wallNanos", 0, Json.Whole.MOST));
    }

    Json.Members json() {
        return Json.object()
                .with("detail", detail)
                .with("sha256", sha256)
                .with("bytes", bytes)
                .with("cpuNanos", cpuNanos)
                .with("wallNanos", wallNanos);
    }
}
