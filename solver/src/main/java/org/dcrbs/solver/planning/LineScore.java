package org.dcrbs.solver.planning;

import java.util.Arrays;
import java.util.Objects;
import org.dcrbs.solver.table.PairingTable;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import org.optaplanner.core.api.score.calculator.IncrementalScoreCalculator;

/** The score of the plain model, kept up to date line by line: all rules are hard, the surplus is soft. */
public class LineScore implements IncrementalScoreCalculator<LinePlan, HardSoftLongScore> {
    private @Nullable Book book;

    @Override
    public void resetWorkingSolution(LinePlan plan) {
        Book fresh = new Book(plan.table());
        plan.getChoices().forEach(choice -> fresh.enter(choice, 1));
        book = fresh;
    }

    @Override
    public void beforeVariableChanged(Object entity, String variable) {
        book().enter((LineChoice) entity, -1);
    }

    @Override
    public void afterVariableChanged(Object entity, String variable) {
        book().enter((LineChoice) entity, 1);
    }

    @Override
    public void beforeEntityAdded(Object entity) {}

    @Override
    public void afterEntityAdded(Object entity) {}

    @Override
    public void beforeEntityRemoved(Object entity) {}

    @Override
    public void afterEntityRemoved(Object entity) {}

    @Override
    public HardSoftLongScore calculateScore() {
        return book().score();
    }

    private Book book() {
        return Objects.requireNonNull(book, "no working plan");
    }

    /** What all choices come to. */
    private static final class Book {
        private static final int OVERDRAW = 10;
        private static final int BUNDLE = 100;
        private static final int NET_UNITS = 10;

        private final PairingTable table;
        private final int[] picks;
        private final long[] use;
        private final long[] net;
        private long hard;
        private long surplus;

        Book(PairingTable table) {
            this.table = table;
            picks = new int[table.lineCount()];
            Arrays.fill(picks, -1);
            use = new long[table.offers.cells()];
            net = new long[table.partyCount()];
            for (int b = 0; b < table.bundleCount(); b++) {
                hard += bundleFaults(b);
            }
            for (int p = 0; p < net.length; p++) {
                hard += netFault(p);
            }
        }

        HardSoftLongScore score() {
            return HardSoftLongScore.of(-hard, surplus);
        }

        void enter(LineChoice choice, int sign) {
            Integer pick = choice.getPick();
            if (pick == null) {
                return;
            }
            int line = choice.getLine();
            int bundle = table.bundleOf[line];
            hard -= bundleFaults(bundle);
            picks[line] = sign > 0 ? pick : -1;
            hard += bundleFaults(bundle);
            addToNet(table.bundleParty[bundle], sign * table.worth[pick]);
            addToNet(table.provider[pick], -sign * table.worth[pick]);
            draw(line, pick, sign);
            surplus += sign * table.surplus[pick];
        }

        private void draw(int line, int k, int sign) {
            int offer = table.offer[k];
            int at = table.cell[k];
            int pool = table.offers.firstPool[offer];
            for (int i = table.firstUse[k]; i < table.firstUse[k + 1]; i++, pool++) {
                long capacity = table.offers.capacity[pool];
                for (int c = at; c < at + table.length[line]; c++) {
                    hard -= OVERDRAW * Math.max(0, use[c] - capacity);
                    use[c] += sign * table.uses[i];
                    hard += OVERDRAW * Math.max(0, use[c] - capacity);
                }
                at += table.offers.length[offer];
            }
        }

        private void addToNet(int party, long amount) {
            hard -= netFault(party);
            net[party] += amount;
            hard += netFault(party);
        }

        private long netFault(int party) {
            long violation = table.bounds.violation(party, net[party]);
            return violation == 0 ? 0 : 1 + violation / NET_UNITS;
        }

        /** Lines that are missing, and pairs of lines whose providers are not as the bundle wishes. */
        private long bundleFaults(int bundle) {
            int served = 0;
            int wrong = 0;
            for (int line = table.firstLine[bundle]; line < table.firstLine[bundle + 1]; line++) {
                if (picks[line] >= 0) {
                    served++;
                    wrong += table.sameProvider[bundle] && clashes(bundle, line, true) ? 1 : 0;
                    wrong += table.distinctProviders[bundle] && clashes(bundle, line, false) ? 1 : 0;
                }
            }
            boolean wanted = served > 0 || table.mandatory[bundle];
            return (long) BUNDLE * (wrong + (wanted ? table.lines(bundle) - served : 0));
        }

        /** Whether an earlier line has another provider, or, if that is what is not wished for, the same. */
        private boolean clashes(int bundle, int line, boolean differs) {
            int provider = table.provider[picks[line]];
            for (int other = table.firstLine[bundle]; other < line; other++) {
                if (picks[other] >= 0 && (table.provider[picks[other]] != provider) == differs) {
                    return true;
                }
            }
            return false;
        }
    }
}
