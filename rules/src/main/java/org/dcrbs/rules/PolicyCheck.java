package org.dcrbs.rules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads and compiles policies to see whether they can be used, and asks them nothing. */
public final class PolicyCheck {
    private PolicyCheck() {}

    /**
     * What is wrong with files and folders that are to be one policy set together; nothing if they can be used. Takes
     * seconds.
     */
    public static List<Diagnostic> of(List<Path> paths) {
        List<PolicyFile> files = new ArrayList<>();
        List<Diagnostic> wrong = new ArrayList<>();
        for (Path path : paths) {
            try {
                if (Files.isDirectory(path)) {
                    files.addAll(PolicyFiles.in(path));
                } else {
                    PolicyFiles.read(path).ifPresent(files::add);
                }
            } catch (PolicyException e) {
                wrong.addAll(e.diagnostics());
            }
        }
        try {
            List<RuleText> rules = FormGuard.check(files);
            if (wrong.isEmpty()) {
                PolicyCompiler.compileChecked(files, rules);
            }
        } catch (PolicyException e) {
            wrong.addAll(e.diagnostics());
        }
        return wrong;
    }
}
