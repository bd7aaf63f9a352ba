package org.dcrbs.rules;

import java.util.List;
import java.util.stream.Collectors;

/** The policies can't be used; says everything that was found wrong, a line each. */
public class PolicyException extends Exception {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // in practice always an immutable list of records that are not sent anywhere
    private final List<Diagnostic> diagnostics;

    public PolicyException(List<Diagnostic> diagnostics) {
        super(diagnostics.stream().map(Diagnostic::toString).collect(Collectors.joining("\n")));
        this.diagnostics = List.copyOf(diagnostics);
    }

    PolicyException(Diagnostic diagnostic) {
        this(List.of(diagnostic));
    }

    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
