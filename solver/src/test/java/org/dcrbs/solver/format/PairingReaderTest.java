package org.dcrbs.solver.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.bench.StandardMarket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairingReaderTest {
    private static final String HEADER = "{'format':'dcrbs-pairing/1','name':'m','slots':8}";
    private static final String PARTIES = "{'party':'p0'}\n{'party':'p1','netMin':-5,'netMax':9}";
    private static final String OFFER = "{'offer':'o0','party':'p0','from':0,'until':8,'pools':[4]}";

    @TempDir
    private Path folder;

    @Test
    void readsWhatTheFormatSays() throws IOException {
        PairingProblem problem = read(
                HEADER,
                PARTIES,
                OFFER,
                "{'bundle':'b0','party':'p1','sameProvider':true,'lines':[{'line':'l0','from':1,'until':3,"
                        + "'candidates':[[0,10,3,5,2]]}]}");
        assertThat(problem.slots()).isEqualTo(8);
        assertThat(problem.parties().get(1).netMin()).hasValue(-5);
        assertThat(problem.sameProvider(0)).isTrue();
        assertThat(problem.mandatory(0)).isFalse();
        assertThat(problem.surplus(0)).isEqualTo(7);
        assertThat(problem.use(0, 0)).isEqualTo(2);
    }

    @Test
    void whatIsWrittenIsReadAgainPackedOrPlain() throws IOException {
        PairingProblem market = StandardMarket.of(200, 7, StandardMarket.Money.TIGHT);
        for (String name : List.of("market.jsonl", "market.jsonl.gz")) {
            Path file = folder.resolve(name);
            PairingWriter.write(market, file);
            PairingProblem again = PairingReader.read(file);
            assertThat(again.name()).isEqualTo(market.name());
            assertThat(again.parties()).isEqualTo(market.parties());
            assertThat(again.offers()).isEqualTo(market.offers());
            assertThat(List.copyOf(again.bundles())).isEqualTo(List.copyOf(market.bundles()));
        }
    }

    @Test
    void aMissingWindowIsTheWholeHorizon() throws IOException {
        PairingProblem problem = read(
                HEADER,
                PARTIES,
                "{'offer':'o0','party':'p0','pools':[4]}",
                "{'bundle':'b0','party':'p1','lines':[{'line':'l0','candidates':[[0,10,3,5,2]]}]}");
        assertThat(problem.lineUntil(0)).isEqualTo(8);
        assertThat(problem.offers().get(0).until()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'party':'p0'}|party|is there twice",
                "{'party':'p2','netMin':5,'netMax':4}|netMin|above netMax",
                "{'party':'p2','netMax':1.5}|netMax|not a whole number",
                "{'party':'p2','netMax':NaN}||not valid JSON",
                "{'party':'p2','netMax':'7'}|netMax|not a whole number",
                "{'party':'p2','netMax':9223372036854775808}|netMax|64 bits",
                "{'party':'p2','netMax':1e3}|netMax|not a whole number",
                "{'party':'p2','pools':[1]}|pools|does not belong",
                "{'party':'p2','colour':'red'}|colour|not a field",
                "{'party':'p2','party':'p3'}||not valid JSON",
                "{'party':''}|party|1 to 256",
                "{'party':7}|party|not a text",
                "{'party':'p2'} {}||more after",
                "{'party':'p2'||not valid JSON",
                "[1,2]||not an object",
                "{'offer':'o0','party':'p9','from':0,'until':8,'pools':[4]}|party|no party 'p9'",
                "{'offer':'o0','party':'p0','from':0,'until':8,'pools':[-4]}|pools[0]|negative",
                "{'offer':'o0','party':'p0','from':0,'until':8,'pools':[]}|pools|1 to 64",
                "{'offer':'o0','party':'p0','from':0,'until':9,'pools':[1]}|until|after the last slot",
                "{'offer':'o0','party':'p0','from':5,'until':5,'pools':[1]}|until|empty",
                "{'offer':'o0','party':'p0','from':-1,'until':5,'pools':[1]}|from|negative",
                "{'offer':'o0','party':'p0','from':0,'until':5000000000,'pools':[1]}|until|32 bits",
                "{'offer':'o0','party':'p0'}|pools|missing",
                "{'name':'x'}||neither header",
                HEADER + "|format|header already"
            })
    void refusesPartiesAndOffersThatMakeNoSense(String line, String field, String why) {
        refuses(4, field, why, HEADER, PARTIES, line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[7,1,1,1,1]|lines[0].candidates[0].offer|no offer with index 7",
                "[-1,1,1,1,1]|lines[0].candidates[0].offer|no offer with index -1",
                "[0,1,1,1]|lines[0].candidates[0]|4 numbers",
                "[0,1,1,1,1,1]|lines[0].candidates[0].uses|has 2 numbers",
                "[0,1,1,1,-1]|lines[0].candidates[0].uses[0]|negative",
                "[0,1.5,1,1,1]|lines[0].candidates[0][1]|not a whole number",
                "[0,1,1,1,1],[0,2,1,1,1]|lines[0].candidates[1].offer|already",
                "[0,9223372036854775807,1,1,1]|lines[0].candidates[0].value|pass 2^59",
                "[0,1,-9223372036854775808,1,1]|lines[0].candidates[0].reserve|pass 2^59",
                "[0,1,1,600000000000000000,1]|lines[0].candidates[0].worth|pass 2^59",
                "[0,1,1,1,600000000000000000]|lines[0].candidates[0].uses|pass 2^59"
            })
    void refusesCandidatesThatMakeNoSense(String candidates, String field, String why) {
        refuses(
                5,
                field,
                why,
                HEADER,
                PARTIES,
                OFFER,
                bundle("'from':1,'until':3,'candidates':[" + candidates + "]", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'mandatory':true|lines[0].candidates|mandatory",
                "'mandatory':1|mandatory|not true or false",
                "'until':8|until|does not belong"
            })
    void refusesBundlesThatMakeNoSense(String fields, String field, String why) {
        refuses(5, field, why, HEADER, PARTIES, OFFER, bundle("'from':1,'until':3,'candidates':[]", "," + fields));
    }

    @Test
    void refusesAMandatoryBundleThatOnlyItsOwnPartyCouldServe() {
        refuses(
                5,
                "lines[0].candidates",
                "nobody could serve it",
                HEADER,
                PARTIES,
                OFFER,
                "{'bundle':'b0','party':'p0','mandatory':true,'lines':[{'line':'l0','candidates':[[0,1,1,1,1]]}]}");
    }

    @Test
    void refusesALineOutsideOfItsOffersWindow() {
        refuses(
                5,
                "lines[0].candidates[0].offer",
                "not inside",
                HEADER,
                PARTIES,
                "{'offer':'o0','party':'p0','from':2,'until':8,'pools':[4]}",
                bundle("'from':1,'until':3,'candidates':[[0,1,1,1,1]]", ""));
    }

    @Test
    void refusesLinesOutOfOrder() {
        refuses(5, "", "parties come first", HEADER, PARTIES, OFFER, "{'party':'p2'}");
    }

    @Test
    void refusesAnotherFormat() {
        refuses(1, "format", "not dcrbs-pairing/1", "{'format':'dcrbs-pairing/2','name':'m','slots':8}");
        refuses(1, "format", "no header", "{'party':'p0'}");
        refuses(1, "format", "empty", "");
    }

    @Test
    void refusesSwapMarketsThatAreNone() {
        String header = "{'format':'dcrbs-pairing/1','name':'m','slots':8,'maxCycle':3}";
        refuses(4, "pools", "capacity 1", header, PARTIES, OFFER);
        String one = "{'offer':'o0','party':'p0','pools':[1]}";
        refuses(5, "party", "one offer", header, PARTIES, one, "{'offer':'o1','party':'p0','pools':[1]}");
        refuses(
                5,
                "lines[0].candidates[0].worth",
                "is 1",
                header,
                PARTIES,
                one,
                "{'bundle':'b0','party':'p1','lines':[{'line':'l0','candidates':[[0,1,0,2,1]]}]}");
    }

    @Test
    void refusesLinesAndFilesThatAreTooLong() throws IOException {
        Path file = write("long.jsonl", HEADER, PARTIES);
        assertThatThrownBy(() -> PairingReader.read(file, new ReadLimits(1000, 30)))
                .isInstanceOf(PairingFormatException.class)
                .hasMessage("long.jsonl, line 1: is longer than 30 bytes");
        assertThatThrownBy(() -> PairingReader.read(file, new ReadLimits(70, 60)))
                .isInstanceOf(PairingFormatException.class)
                .hasMessageContaining("line 3: the file is larger than 70 bytes");
    }

    @Test
    void refusesALineWithoutEndLongBeforeItFillsTheMemory() throws IOException {
        Path endless = folder.resolve("endless.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(endless))) {
            byte[] digits = new byte[1 << 20];
            Arrays.fill(digits, (byte) '7');
            out.write("{\"format\":\"dcrbs-pairing/1\",\"name\":\"m\",\"slots\":".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 64; i++) {
                out.write(digits);
            }
        }
        assertThatThrownBy(() -> PairingReader.read(endless))
                .isInstanceOf(PairingFormatException.class)
                .hasMessage("endless.jsonl.gz, line 1: is longer than 16777216 bytes");
    }

    @Test
    void refusesANumberOfAThousandDigits() {
        refuses(2, "", "not valid JSON", HEADER, "{'party':'p0','netMax':" + "7".repeat(1_000) + "}");
    }

    @Test
    void refusesBytesThatAreNoText() throws IOException {
        Path file = folder.resolve("bytes.jsonl");
        Files.write(file, new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'});
        assertThatThrownBy(() -> PairingReader.read(file))
                .isInstanceOf(PairingFormatException.class)
                .hasMessageStartingWith("bytes.jsonl, line 1");
    }

    @Test
    void refusesAGzipFileThatIsNoneOrIsCutShort() throws IOException {
        Path plain = write("plain.jsonl.gz", HEADER);
        assertThatThrownBy(() -> PairingReader.read(plain)).hasMessageContaining("not a gzip file");
        Path whole = folder.resolve("whole.jsonl.gz");
        PairingWriter.write(StandardMarket.of(50, 1, StandardMarket.Money.CREDIT), whole);
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = folder.resolve("cut.jsonl.gz");
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> PairingReader.read(cut)).hasMessageContaining("damaged or cut short");
    }

    private static String bundle(String line, String fields) {
        return "{'bundle':'b0','party':'p1','lines':[{'line':'l0'," + line + "}]" + fields + "}";
    }

    private void refuses(int line, String field, String why, String... lines) {
        assertThatThrownBy(() -> read(lines)).isInstanceOfSatisfying(PairingFormatException.class, e -> {
            assertThat(e.line()).isEqualTo(line);
            assertThat(e.field()).isEqualTo(field == null ? "" : field);
            assertThat(e).hasMessageContaining(why).hasMessageStartingWith("problem.jsonl, line " + line);
        });
    }

    private PairingProblem read(String... lines) throws IOException {
        return PairingReader.read(write("problem.jsonl", lines));
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines).replace('\'', '"'));
    }
}
