package org.dcrbs.solver.bench;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.dcrbs.solver.Progress;

/** Best and bound over time as a small SVG picture. */
final class CurveChart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final int LEFT = 110;
    private static final int RIGHT = 20;
    private static final int TOP = 40;
    private static final int BOTTOM = 45;
    private static final int TICKS = 5;

    private final Curve curve;
    private final double seconds;
    private final double low;
    private final double high;

    private CurveChart(Curve curve) {
        this.curve = curve;
        seconds = Math.max(
                0.1,
                curve.points().stream().mapToDouble(CurveChart::seconds).max().orElse(1));
        double least = curve.points().stream().mapToDouble(Progress::best).min().orElse(0);
        double most = curve.points().stream().mapToDouble(Progress::bound).max().orElse(1);
        double margin = Math.max(1, (most - least) / 20);
        low = least - margin;
        high = most + margin;
    }

    static String svg(Curve curve) {
        return new CurveChart(curve).draw();
    }

    private String draw() {
        StringBuilder svg = new StringBuilder();
        svg.append(text(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                WIDTH, HEIGHT));
        svg.append(text("<text x=\"%d\" y=\"18\" font-size=\"14\">%s</text>%n", LEFT, curve.problem()));
        for (int i = 0; i <= TICKS; i++) {
            double value = low + (high - low) * i / TICKS;
            double at = seconds * i / TICKS;
            svg.append(text(
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%,.0f</text>%n"
                            + "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.1f</text>%n",
                    LEFT,
                    WIDTH - RIGHT,
                    y(value),
                    y(value),
                    LEFT - 6,
                    y(value) + 4,
                    value,
                    x(at),
                    HEIGHT - BOTTOM + 18,
                    at));
        }
        svg.append(text(
                "<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"#333\"/>%n"
                        + "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">seconds</text>%n",
                LEFT, TOP, HEIGHT - BOTTOM, WIDTH - RIGHT, WIDTH - RIGHT, HEIGHT - 8));
        svg.append(line(Progress::bound, "#b5442c"));
        svg.append(line(Progress::best, "#1f5fa8"));
        svg.append(legend(WIDTH - 250, "#b5442c", "proven bound"));
        svg.append(legend(WIDTH - 120, "#1f5fa8", "best so far"));
        return svg.append("</svg>\n").toString();
    }

    /** Stairs: a value holds until the next is told. */
    private String line(ToDoubleFunction<Progress> value, String colour) {
        String steps = curve.points().stream()
                .map(point -> text("H%.1f V%.1f", x(seconds(point)), y(value.applyAsDouble(point))))
                .collect(Collectors.joining(" "));
        if (steps.isEmpty()) {
            return "";
        }
        Progress first = curve.points().get(0);
        return text(
                "<path d=\"M%.1f %.1f %s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                x(seconds(first)), y(value.applyAsDouble(first)), steps, colour);
    }

    private static String legend(int x, String colour, String label) {
        return text(
                "<path d=\"M%d 14 h20\" stroke=\"%s\" stroke-width=\"2\"/>%n<text x=\"%d\" y=\"18\">%s</text>%n",
                x, colour, x + 26, label);
    }

    private double x(double at) {
        return LEFT + (WIDTH - LEFT - RIGHT) * at / seconds;
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (value - low) / (high - low);
    }

    private static double seconds(Progress point) {
        return point.elapsed().toMillis() / 1000.0;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
