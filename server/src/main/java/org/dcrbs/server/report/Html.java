package org.dcrbs.server.report;

import java.util.List;

/** Pieces of HTML. Whatever comes from outside goes through {@link #escape}. */
final class Html {
    private Html() {}

    static String escape(Object value) {
        return String.valueOf(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** @param numbers the columns from this one on are numbers */
    static String table(List<String> head, List<List<String>> rows, int numbers) {
        StringBuilder html = new StringBuilder("<div class=\"wide\"><table>\n<thead>");
        row(html, "th", head, numbers);
        html.append("</thead>\n<tbody>\n");
        rows.forEach(row -> row(html, "td", row, numbers));
        return html.append("</tbody>\n</table></div>\n").toString();
    }

    private static void row(StringBuilder html, String tag, List<String> cells, int numbers) {
        html.append("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            html.append('<').append(tag).append(i >= numbers ? " class=\"number\">" : ">");
            html.append(escape(cells.get(i))).append("</").append(tag).append('>');
        }
        html.append("</tr>\n");
    }
}
