package org.dcrbs.rules;

import java.util.List;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;

/** Checks what stands in a file beside its rules: the package, imports of facts, and nothing else. */
final class HeadGuard {
    private final String file;
    private final List<Diagnostic> wrong;

    HeadGuard(String file, List<Diagnostic> wrong) {
        this.file = file;
        this.wrong = wrong;
    }

    void check(PackageDescr parsed) {
        if (!FormGuard.PACKAGE.equals(parsed.getNamespace())) {
            refuse(1, "the file wants \"package " + FormGuard.PACKAGE + "\" as its first line");
        }
        parsed.getImports().forEach(this::checkImport);
        refuseAll(parsed.getFunctionImports(), "import of a function");
        refuseAll(parsed.getAccumulateImports(), "import of an accumulate function");
        refuseAll(parsed.getGlobals(), "global");
        refuseAll(parsed.getAttributes(), "an attribute outside of a rule");
        refuseAll(parsed.getFunctions(), "function");
        refuseAll(parsed.getTypeDeclarations(), "declare");
        refuseAll(parsed.getEnumDeclarations(), "declare enum");
        refuseAll(List.copyOf(parsed.getEntryPointDeclarations()), "declare entry-point");
        refuseAll(List.copyOf(parsed.getWindowDeclarations()), "declare window");
        if (parsed.getUnit() != null) {
            refuse(parsed.getUnit().getLine(), "unit is not allowed");
        }
    }

    private void checkImport(ImportDescr imported) {
        String target = imported.getTarget();
        boolean isFact =
                Vocabulary.facts().stream().anyMatch(fact -> target.equals(Vocabulary.FACTS_PACKAGE + "." + fact));
        if (!isFact && !target.equals(Vocabulary.FACTS_PACKAGE + ".*")) {
            refuse(
                    imported.getLine(),
                    "import of " + target + " is not allowed; only facts of " + Vocabulary.FACTS_PACKAGE + " are");
        }
    }

    private void refuseAll(List<? extends BaseDescr> found, String what) {
        found.forEach(descr -> refuse(descr.getLine(), what + " is not allowed"));
    }

    private void refuse(int line, String message) {
        wrong.add(new Diagnostic(file, Math.max(line, 0), "", message));
    }
}
