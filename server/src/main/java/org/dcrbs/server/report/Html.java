package org.dcrbs.server.report;

import java.util.List;

/** Pieces of HTML. Whatever comes from outside goes through {@link #escape}. */
public final class Html {
    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1c2733; --soft: #5b6b7b; --line: #d5dde5; --more: #1f7a8c;
              --less: #b5532f; --paper: #fff; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e3e9ef; --soft: #9fb0c0; --line: #36424e;
              --more: #4fb3c6; --less: #e08a66; --paper: #151c23; } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
              max-width: 58rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.6rem; margin-bottom: .2rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
            p.soft, li span, td.soft { color: var(--soft); }
            table { border-collapse: collapse; width: 100%; } .wide { overflow-x: auto; }
            th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
            th { font-weight: 600; color: var(--soft); }
            .number { text-align: right; font-variant-numeric: tabular-nums; }
            svg { width: 100%; max-width: 640px; } svg text { font: 13px system-ui, sans-serif; fill: var(--ink); }
            .more { fill: var(--more); } .less { fill: var(--less); } .zero { stroke: var(--soft); }
            """;

    private Html() {}

    /** A page that needs nothing else. */
    public static String page(String title, String body) {
        String escaped = escape(title);
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + escaped
                + " - DCRBS</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n<h1>" + escaped + "</h1>\n"
                + body + "</body>\n</html>\n";
    }

    public static String escape(Object value) {
        return String.valueOf(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** @param numbers the columns from this one on are numbers */
    public static String table(List<String> head, List<List<String>> rows, int numbers) {
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
