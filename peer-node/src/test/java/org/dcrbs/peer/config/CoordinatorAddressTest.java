package org.dcrbs.peer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinatorAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"exchange.example.org:7443", "127.0.0.1:1", "[::1]:7443"})
    void whatReadsAsAnAddressWritesTheSame(String text) throws Exception {
        assertThat(CoordinatorAddress.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host", "host:", ":1", "host:99999", "host:0", "https://host:1", "::1:7443"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> CoordinatorAddress.parse(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("coordinator '" + text + "'");
    }

    @Test
    void theBracketsAreNotPartOfTheHost() throws Exception {
        assertThat(CoordinatorAddress.parse("[::1]:7443").host()).isEqualTo("::1");
    }
}
