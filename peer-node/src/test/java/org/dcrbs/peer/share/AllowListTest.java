package org.dcrbs.peer.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {
    private static final String PUBLIC = "93.184.215.14";

    @Test
    void withoutAListTheWebOfTheOpenInternetIsAllowed() throws Exception {
        assertThat(allows(AllowList.DEFAULT, "example.org", PUBLIC, 80)).isTrue();
        assertThat(allows(AllowList.DEFAULT, "example.org", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", 443))
                .isTrue();
        assertThat(allows(AllowList.DEFAULT, "example.org", PUBLIC, 25)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "203.0.113.5",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd00::1",
                "fec0::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "2001:0:a00:1::1",
                "2001:db8::1"
            })
    void aNameLeadsToNoAddressThatIsNotPublic(String address) throws Exception {
        assertThat(allows(AllowList.parse("*:*"), "example.org", address, 80)).isFalse();
        assertThat(allows(AllowList.parse("example.org:80"), "example.org", address, 80))
                .isFalse();
    }

    @Test
    void addressesOfOnesOwnAreAllowedWhereTheyAreListed() throws Exception {
        AllowList list = AllowList.parse(List.of("192.168.1.0/25:8080", "[fd00::/8]:*", "127.0.0.1"));

        assertThat(allows(list, "nas", "192.168.1.127", 8080)).isTrue();
        assertThat(allows(list, "nas", "192.168.1.128", 8080)).isFalse();
        assertThat(allows(list, "nas", "192.168.1.127", 80)).isFalse();
        assertThat(allows(list, "anything", "fdff::7", 1)).isTrue();
        assertThat(allows(list, "localhost", "127.0.0.1", 443)).isTrue();
        assertThat(allows(list, "localhost", "127.0.0.2", 443)).isFalse();
    }

    @Test
    void aListNamesHostsAndAllBelowThem() throws Exception {
        AllowList list = AllowList.parse(List.of("example.org", "*.example.net:8443"));

        assertThat(allows(list, "EXAMPLE.org", PUBLIC, 443)).isTrue();
        assertThat(allows(list, "www.example.org", PUBLIC, 443)).isFalse();
        assertThat(allows(list, "a.b.example.net", PUBLIC, 8443)).isTrue();
        assertThat(allows(list, "example.net", PUBLIC, 8443)).isFalse();
        assertThat(allows(list, "badexample.net", PUBLIC, 8443)).isFalse();
    }

    @Test
    void aNameThatIsOnNoListIsNotEvenLookedUp() {
        AllowList list = AllowList.parse("*.example.net:8443");

        assertThat(list.mayKnow("www.example.net", 8443)).isTrue();
        assertThat(list.mayKnow("www.example.net", 443)).isFalse();
        assertThat(list.mayKnow("secret.elsewhere", 8443)).isFalse();
    }

    @Test
    void anEmptyListAllowsNothing() throws Exception {
        assertThat(allows(AllowList.parse(""), "example.org", PUBLIC, 80)).isFalse();
    }

    @Test
    void whatIsWrittenIsReadBack() {
        AllowList list = AllowList.parse(List.of("*", "*.example.org:*", "10.0.0.0/8:81", "[::1]:80"));

        assertThat(AllowList.parse(list.text())).isEqualTo(list);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "http://example.org", "a*.example.org", "example.org:0", "example.org:70000", "a b", "::1"})
    void whatMakesNoSenseIsNamed(String entry) {
        assertThatThrownBy(() -> AllowList.parse(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + entry + "'");
    }

    private static boolean allows(AllowList list, String host, String address, int port) throws UnknownHostException {
        return list.allows(host, InetAddress.getAllByName(address)[0], port);
    }
}
