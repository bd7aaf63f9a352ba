package org.dcrbs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What staff will want to say passes the guards. */
class OrdinaryPoliciesTest {
    static List<Path> policies() {
        return Samples.files("ordinary");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("policies")
    void passesTheGuards(Path policy) throws Exception {
        assertThat(FormGuard.check(List.of(PolicyFiles.read(policy).orElseThrow())))
                .isNotEmpty();
    }

    @Test
    void allOfThemCompileAsOneSet() {
        assertThat(policies()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(PolicyCheck.of(policies())).isEmpty();
    }
}
