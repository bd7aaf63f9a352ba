package org.dcrbs.protocol.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnrolmentTokenTest {
    private final EnrolmentToken token = EnrolmentToken.issue(
            new Random(7), CertificateAuthority.inMemory(Clock.systemUTC()).fingerprint());

    @Test
    void itsTextReadsBackAsTheSameToken() {
        assertThat(EnrolmentToken.parse(" " + token.text() + "\n")).isEqualTo(token);
    }

    @Test
    void itsToStringKeepsTheSecret() {
        String secret = token.text().substring("dcrbs-".length(), token.text().indexOf('.'));
        assertThat(token.toString()).startsWith("dcrbs-***.").doesNotContain(secret);
    }

    @Test
    void aTextThatIsNoTokenIsRefusedInWords() {
        assertThatThrownBy(() -> EnrolmentToken.parse("hello")).hasMessage("an enrolment token begins with dcrbs-");
    }

    @Test
    void aTextCutShortIsRefusedInWords() {
        String text = token.text();
        assertThatThrownBy(() -> EnrolmentToken.parse(text.substring(0, 20))).hasMessageContaining("copied whole");
        assertThatThrownBy(() -> EnrolmentToken.parse(text.substring(0, text.length() - 4)))
                .hasMessageContaining("second part has 29 bytes, not 32");
    }

    @Test
    void aRefusalDoesNotRepeatTheSecret() {
        assertThatThrownBy(() -> EnrolmentToken.parse("dcrbs-se!cret.AAAA"))
                .hasMessage("the token's first part is not base64url")
                .hasMessageNotContaining("cret");
    }
}
