package org.dcrbs.server.policy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.listing.BadInputException;
import org.junit.jupiter.api.Test;

/** Drafts are tried within limits that can stop them. */
class FuseTest {
    private final Map<String, byte[]> shipped = PolicySet.shipped().files();

    @Test
    void policiesWithinTheLimitsPassWhateverElseIsWrongWithThem() {
        Fuse fuse = new Fuse(300, 512);

        assertThatCode(() -> fuse.check("draft d-1", shipped)).doesNotThrowAnyException();
        assertThatCode(() -> fuse.check("draft d-2", Map.of("a.drl", "rule".getBytes(StandardCharsets.UTF_8))))
                .doesNotThrowAnyException();
    }

    @Test
    void whatTakesTooLongIsStoppedAndToldSo() {
        assertThatThrownBy(() -> new Fuse(1, 512).check("draft d-1", shipped))
                .isInstanceOf(BadInputException.class)
                .hasMessage("draft d-1 took more than 1 s to compile and test; nothing has changed");
    }

    @Test
    void whatTakesTooMuchMemoryIsStoppedAndToldSo() {
        assertThatThrownBy(() -> new Fuse(300, 12).check("draft d-1", shipped))
                .isInstanceOf(BadInputException.class)
                .hasMessage("draft d-1 took more than 12 MB to compile and test; nothing has changed");
    }
}
