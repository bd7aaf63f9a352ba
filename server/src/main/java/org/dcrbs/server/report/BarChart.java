package org.dcrbs.server.report;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.dcrbs.market.Credits;

/** Horizontal bars as an SVG, to the left of a common zero where an amount is negative. */
public final class BarChart {
    private static final int WIDTH = 640;
    private static final int LABEL = 170;
    private static final int FIGURE = 80;
    private static final int ROW = 26;

    private record Bar(String label, Credits amount) {}

    private final String title;
    private final List<Bar> bars = new ArrayList<>();

    public BarChart(String title) {
        this.title = title;
    }

    public BarChart bar(String label, Credits amount) {
        bars.add(new Bar(label, amount));
        return this;
    }

    public String svg() {
        Credits least = bars.stream().map(Bar::amount).reduce(Credits.ZERO, Credits::min);
        Credits most = bars.stream().map(Bar::amount).reduce(Credits.ZERO, Credits::max);
        Credits span = most.minus(least);
        int left = LABEL + (least.isNegative() ? FIGURE : 0);
        int room = WIDTH - left - FIGURE;
        int zero = left + part(least.negate(), span, room);
        StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 " + WIDTH + " " + (bars.size() * ROW + 8)
                + "\" role=\"img\" aria-label=\"" + Html.escape(title) + "\">\n");
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            boolean negative = bar.amount().isNegative();
            int length = Math.max(1, part(negative ? bar.amount().negate() : bar.amount(), span, room));
            int top = i * ROW + 4;
            int middle = top + ROW / 2 + 1;
            svg.append(text(LABEL - 10, middle, "end", bar.label()));
            svg.append("<rect x=\"" + (negative ? zero - length : zero) + "\" y=\"" + top + "\" width=\"" + length
                    + "\" height=\"" + (ROW - 8) + "\" rx=\"2\" class=\"" + (negative ? "less" : "more")
                    + "\"/>\n");
            svg.append(
                    negative
                            ? text(zero - length - 6, middle, "end", Figures.credits(bar.amount()))
                            : text(zero + length + 6, middle, "start", Figures.credits(bar.amount())));
        }
        svg.append("<line class=\"zero\" x1=\"" + zero + "\" x2=\"" + zero + "\" y1=\"0\" y2=\""
                + (bars.size() * ROW + 4) + "\"/>\n</svg>\n");
        return svg.toString();
    }

    private static String text(int x, int y, String anchor, String words) {
        return "<text x=\"" + x + "\" y=\"" + y + "\" text-anchor=\"" + anchor + "\">" + Html.escape(words)
                + "</text>\n";
    }

    private static int part(Credits amount, Credits span, int room) {
        return span.micro() == 0
                ? 0
                : BigInteger.valueOf(amount.micro())
                        .multiply(BigInteger.valueOf(room))
                        .divide(BigInteger.valueOf(span.micro()))
                        .intValueExact();
    }
}
