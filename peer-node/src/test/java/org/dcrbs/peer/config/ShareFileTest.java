package org.dcrbs.peer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Peripheral;
import org.dcrbs.peer.share.AllowList;
import org.dcrbs.peer.share.DailyHours;
import org.dcrbs.peer.share.OfferedDevice;
import org.dcrbs.peer.share.OfferedLine;
import org.dcrbs.peer.share.Reach;
import org.dcrbs.peer.share.Reserved;
import org.dcrbs.peer.share.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareFileTest {
    @TempDir
    Path folder;

    @Test
    void anEmptyFileSharesHalf() throws Exception {
        assertThat(read("{}")).isEqualTo(Share.DEFAULT);
    }

    @Test
    void everythingCanBeSaid() throws Exception {
        Files.writeString(folder.resolve("intro.txt"), "hello");

        Share share = read("""
                {
                  "private": {"processors": 25, "memory": 60, "disk": 90, "internet": 95},
                  "days": 14,
                  "hours": {"from": "20:00", "until": "06:30", "zone": "Europe/Berlin"},
                  "serves": "party.reputation > 10",
                  "asks": {"cpu": "12.5", "file-intro": 3},
                  "internet": {"medium": "fibre", "kilobitsPerSecond": 100000, "availabilityPermille": 990,
                               "allow": ["*.example.org", "[fd00::/8]:*"], "megaBytesPerLease": 500},
                  "files": [{"id": "intro", "path": "intro.txt", "targetUser": "students", "copies": 20}],
                  "peripherals": [
                    {"id": "laser", "kind": "PRINTER", "resolutionDpi": 600, "unitsPerMinute": 20, "folder": "printed"}
                  ]
                }
                """);

        assertThat(share.reserved()).isEqualTo(new Reserved(25, 60, 90, 95));
        assertThat(share.days()).isEqualTo(14);
        assertThat(share.hours())
                .contains(new DailyHours(LocalTime.of(20, 0), LocalTime.of(6, 30), ZoneId.of("Europe/Berlin")));
        assertThat(share.serves().expression()).isEqualTo("party.reputation > 10");
        assertThat(share.asks().get("cpu")).isEqualTo(Credits.parse("12.5"));
        OfferedLine line = share.internet().orElseThrow();
        assertThat(line.spec().availabilityPermille()).isEqualTo(990);
        assertThat(line.allow()).isEqualTo(AllowList.parse("*.example.org [fd00::/8]:*"));
        assertThat(line.megaBytesPerLease()).hasValue(500);
        assertThat(line.webRequestsPerSecond()).isEqualTo(2);
        assertThat(share.files().get(0).path()).isEqualTo(folder.resolve("intro.txt"));
        assertThat(share.files().get(0).header().name()).isEqualTo("intro.txt");
        assertThat(share.devices().get(0).spec()).isEqualTo(new Peripheral(Peripheral.Kind.PRINTER, 600, 1, 20));
        assertThat(share.devices().get(0).reach()).isEqualTo(new Reach.Folder(folder.resolve("printed")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"private\": {\"memory\": 120}}    | share.json: private.memory: is 120; want 0 to 100",
                "{\"private\": {\"memory\": \"x\"}}  | share.json: private.memory: is not a whole number",
                "{\"private\": 7}                    | share.json: private is not an object {...}",
                "{\"privat\": {}}                    | share.json: privat: there is no such field; there are asks, computing, days",
                "{\"days\": 1.5}                     | share.json: days: is not a whole number",
                "{\"hours\": {\"from\": \"8\"}}      | share.json: hours.from: is no time of day such as 08:30",
                "{\"hours\": {\"from\": \"08:00\", \"until\": \"08:00\"}} | share.json: hours: hours from 08:00 until",
                "{\"private\": {\"internet\": 100}, \"internet\": {\"medium\": \"LAN\", \"kilobitsPerSecond\": 1}} | share.json: private.internet: is 100: nothing",
                "{\"internet\": {\"medium\": \"ANY\", \"kilobitsPerSecond\": 1}} | internet.medium: 'ANY' is none of [FIB",
                "{\"internet\": {\"medium\": \"LAN\", \"kilobitsPerSecond\": 1, \"webRequestsPerSecond\": 51}} | internet.webRequestsPerSecond: is 51",
                "{\"files\": {}}                     | share.json: files: is not a list [...]",
                "{\"files\": [{\"id\": \"a\", \"path\": \"none\"}]} | share.json: files[0].path: ",
                "{\"files\": [{\"id\": \"A b\"}]}    | share.json: files[0].path: is missing",
                "{\"peripherals\": [{\"id\": \"a\", \"kind\": \"TV\"}]} | peripherals[0].kind: 'TV' is none of",
                "{\"asks\": {\"cpu\": \"much\"}}     | share.json: asks.cpu: credits",
                "{\"asks\": {\"cpu\": -1}}           | share.json: asks.cpu: -1 credits are less than nothing",
                "{\"asks\": {\"cqu\": 1}}            | share.json: asks.cqu: there is no such lot",
                "{\"days\": 1, \"days\": 2}          | share.json: not valid JSON",
                "{\"days\": 1                        | share.json: not valid JSON in line 1",
                "[]                                  | share.json: the whole is not an object {...}"
            })
    void aMistakeIsNamedByFileAndField(String text, String complaint) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ConfigException.class).hasMessageContaining(complaint);
    }

    @Test
    void nativeProgramsAreRunOnlyIfTheOwnerSaysSo() throws Exception {
        assertThat(read("{}").nativePrograms()).isFalse();
        assertThat(read("{\"computing\": {}}").nativePrograms()).isFalse();
        assertThat(read("{\"computing\": {\"native\": true}}").nativePrograms()).isTrue();
        assertThatThrownBy(() -> read("{\"computing\": {\"native\": \"yes\"}}"))
                .hasMessageContaining("computing.native: is neither true nor false");
        assertThatThrownBy(() -> read("{\"computing\": {\"Native\": true}}"))
                .hasMessageContaining("computing.Native: there is no such field; there are native");
    }

    @Test
    void aNodeHasOneDeviceOfAKind() {
        String printer = "{\"id\": \"%s\", \"kind\": \"PRINTER\", \"resolutionDpi\": 300, \"folder\": \"p\"}";
        String two = "{\"peripherals\": [" + printer.formatted("a") + "," + printer.formatted("b") + "]}";

        assertThatThrownBy(() -> read(two)).hasMessageContaining("peripherals[1].kind: there is a PRINTER already");
    }

    @Test
    void aDeviceIsReachedByAFolderOrByWhatFitsItsKind() throws Exception {
        Share share = read("""
                {"peripherals": [
                  {"id": "p", "kind": "PRINTER", "resolutionDpi": 600, "printer": "ipps://laser.lan:8631/ipp/print"},
                  {"id": "s", "kind": "SCANNER", "resolutionDpi": 300, "scanner": "sane://desk/epson2:libusb:001:002"},
                  {"id": "c", "kind": "CAMERA", "resolutionDpi": 100, "camera": ["./bin/take", "-w 3"]}
                ]}
                """);

        assertThat(share.devices())
                .extracting(OfferedDevice::reach)
                .containsExactly(
                        new Reach.Printer(URI.create("ipps://laser.lan:8631/ipp/print")),
                        new Reach.Scanner(URI.create("sane://desk/epson2:libusb:001:002")),
                        new Reach.Camera(List.of(folder.resolve("bin/take").toString(), "-w 3")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PRINTER | \"folder\": \"a\", \"printer\": \"ipp://a/b\" | : there are both folder and printer; a PRINTER",
                "SCANNER | \"id\": \"a\" | : there is neither folder nor scanner; a SCANNER is reached by one of them",
                "CAMERA  | \"scanner\": \"sane://a/b\" | .scanner: is how a SCANNER is reached; a CAMERA has folder or camera",
                "PRINTER | \"printer\": \"http://a/b\" | .printer: 'http://a/b' is no ipp://HOST[:PORT]/PATH",
                "PRINTER | \"printer\": \"ipp://a\" | .printer: 'ipp://a' is no ipp://HOST",
                "PRINTER | \"printer\": \"ipp:///b\" | .printer: 'ipp:///b' is no ipp://HOST",
                "PRINTER | \"printer\": \"ipp://a:70000/b\" | .printer: 'ipp://a:70000/b' is no ipp://HOST",
                "PRINTER | \"printer\": \"ipp://me@a/b\" | .printer: 'ipp://me@a/b' is no ipp://HOST",
                "PRINTER | \"printer\": \"ipp://a/b?c\" | .printer: 'ipp://a/b?c' is no ipp://HOST",
                "PRINTER | \"printer\": \"mailto:a\" | .printer: 'mailto:a' is no ipp://HOST",
                "PRINTER | \"printer\": \"ipp://a b\" | .printer: 'ipp://a b' is no ipp://HOST",
                "PRINTER | \"printer\": 7 | .printer: is not a text",
                "SCANNER | \"scanner\": \"sane://a/\" | .scanner: 'sane://a/' is no sane://HOST[:PORT]/DEVICE",
                "SCANNER | \"scanner\": \"sane://a/b%0Ac\" | .scanner: 'sane://a/b%0Ac' is no sane://HOST",
                "CAMERA  | \"camera\": [] | .camera: names no program",
                "CAMERA  | \"camera\": \"fswebcam\" | .camera: is not a list",
                "CAMERA  | \"camera\": [\"a\", \"b\\nc\"] | .camera: has an entry of more than 4096 or with control"
            })
    void howADeviceIsReachedIsChecked(String kind, String reach, String complaint) {
        String device = reach.contains("\"id\"") ? reach : "\"id\": \"a\", " + reach;

        assertThatThrownBy(() -> read(
                        "{\"peripherals\": [{\"kind\": \"" + kind + "\", \"resolutionDpi\": 300, " + device + "}]}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("share.json: peripherals[0]" + complaint);
    }

    @Test
    void aMissingFileIsSaidSo() {
        assertThatThrownBy(() -> ShareFile.read(folder.resolve("absent.json")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("absent.json cannot be read");
    }

    private Share read(String text) throws Exception {
        Path file = folder.resolve("share.json");
        Files.writeString(file, text);
        return ShareFile.read(file);
    }
}
