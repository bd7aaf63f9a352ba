package org.dcrbs.solver.bench;

/** A page of sections between marks that no reader sees, so that one can be replaced by itself. */
final class Sections {
    private Sections() {}

    /** The page with that section in the place of its old self, or at the end if it is new. */
    static String replace(String page, String name, String section) {
        String begin = "<!-- case " + name + " -->\n";
        String end = "<!-- end of case " + name + " -->\n";
        String fresh = begin + section + end;
        int from = page.indexOf(begin);
        int until = from < 0 ? -1 : page.indexOf(end, from);
        return until < 0 ? page + "\n" + fresh : page.substring(0, from) + fresh + page.substring(until + end.length());
    }
}
