package org.dcrbs.server.importer;

import java.util.Map;
import org.dcrbs.server.listing.BadInputException;

/** Takes one input's rows: counts them, holds them to the limits, and has parties and listings made of them. */
final class Intake implements Format.Sink {
    private final String file;
    private final Maker maker;
    private final Collected made;
    private final Limits limits;
    private final Skipped skipped;
    private long rows;

    Intake(String file, Maker maker, Collected made, Limits limits, Skipped skipped) {
        this.file = file;
        this.maker = maker;
        this.made = made;
        this.limits = limits;
        this.skipped = skipped;
    }

    @Override
    public void columns(Map<String, Integer> index) {
        for (String column : maker.columns()) {
            if (!index.containsKey(column)) {
                throw new BadInputException(
                        file + ": no column \"" + column + "\"; has " + String.join(", ", index.keySet()));
            }
        }
    }

    @Override
    public boolean row(Row row) {
        count();
        try {
            maker.make(row, made);
        } catch (BadInputException e) {
            skipped.add(new BadInputException(file + ", line " + row.line() + ": " + e.getMessage(), e));
        }
        return rows < limits.rows();
    }

    @Override
    public boolean bad(long line, String reason) {
        count();
        skipped.add(new BadInputException(file + ", line " + line + ": " + reason));
        return rows < limits.rows();
    }

    private void count() {
        if (++rows > limits.mostRows()) {
            throw new BadInputException(file + ": more than " + limits.mostRows() + " rows");
        }
    }

    /** How many came, good or bad. */
    long rows() {
        return rows;
    }
}
