package org.dcrbs.solver.cpsat;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.table.PairingTable;

/** No pool is overdrawn in any slot: a constraint for each cell that could be, and one only where several are equal. */
final class PoolRows {
    private record Draw(int candidate, long use) {}

    private final Allocation rest;
    private final PairingTable table;
    private final Map<Integer, BoolVar> chosen;
    /** By cell. */
    private final Map<Integer, List<Draw>> draws = new TreeMap<>();

    PoolRows(Allocation rest, int[] bundles, Map<Integer, BoolVar> chosen) {
        this.rest = rest;
        this.table = rest.table();
        this.chosen = chosen;
        for (int bundle : bundles) {
            for (int line = table.firstLine[bundle]; line < table.firstLine[bundle + 1]; line++) {
                for (int k = table.firstCandidate[line]; k < table.firstCandidate[line + 1]; k++) {
                    if (chosen.containsKey(k)) {
                        draw(line, k);
                    }
                }
            }
        }
    }

    private void draw(int line, int k) {
        int at = table.cell[k];
        for (int i = table.firstUse[k]; i < table.firstUse[k + 1]; i++) {
            for (int c = at; c < at + table.length[line] && table.uses[i] > 0; c++) {
                draws.computeIfAbsent(c, cell -> new ArrayList<>()).add(new Draw(k, table.uses[i]));
            }
            at += table.offers.length[table.offer[k]];
        }
    }

    void addTo(CpModel model) {
        for (int o = 0; o < table.offers.count(); o++) {
            for (int pool = 0; pool < table.offers.pools(o); pool++) {
                addTo(model, table.offers.firstCell(o, pool), table.offers.length[o], capacity(o, pool));
            }
        }
    }

    private long capacity(int offer, int pool) {
        return table.offers.capacity[table.offers.firstPool[offer] + pool];
    }

    private void addTo(CpModel model, int firstCell, int length, long capacity) {
        Map<List<Draw>, Long> rooms = new LinkedHashMap<>();
        for (int c = firstCell; c < firstCell + length; c++) {
            List<Draw> ofCell = draws.getOrDefault(c, List.of());
            long room = capacity - rest.use(c);
            if (ofCell.stream().mapToLong(Draw::use).sum() > room) {
                rooms.merge(ofCell, room, Math::min);
            }
        }
        rooms.forEach((set, room) -> addRow(model, set, room));
    }

    private void addRow(CpModel model, List<Draw> set, long room) {
        if (set.stream().allMatch(draw -> draw.use() == 1) && room == 1) {
            List<Literal> one = new ArrayList<>();
            set.forEach(draw -> one.add(chosen.get(draw.candidate())));
            model.addAtMostOne(one);
            return;
        }
        LinearExprBuilder sum = LinearExpr.newBuilder();
        set.forEach(draw -> sum.addTerm(chosen.get(draw.candidate()), draw.use()));
        model.addLessOrEqual(sum, room);
    }
}
