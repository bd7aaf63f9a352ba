package org.dcrbs.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Spreadsheets of rates, and what a clerk is told of a faulty one. */
class RateCardTest {
    private static final String HEAD = "about,StorageLot\nstartHour from,startHour below,raise\n";

    @Test
    void eachRowBecomesARule() throws Exception {
        assertThat(PolicyFiles.of("cards", new TreeMap<>(csv(HEAD + "22,any,100\n")))
                        .get(0)
                        .text())
                .contains("rule \"card.csv, row 3\"")
                .contains("$it : StorageLot(startHour >= 22)")
                .contains("$it.raise(100);");
    }

    @Test
    void aWorkbookSaysTheSameAsItsCsv() throws Exception {
        byte[] book = workbook("<row r=\"1\">" + text("A1", "about") + text("B1", "MemoryLot") + "</row><row r=\"2\">"
                + text("A2", "offered") + text("B2", "ratePerHour") + "</row><row r=\"3\">"
                + "<c r=\"A3\" t=\"b\"><v>1</v></c><c r=\"B3\"><v>0.02</v></c></row>");
        assertThat(PolicyFiles.of("cards", new TreeMap<>(Map.of("card.xlsx", book)))
                        .get(0)
                        .text()
                        .replace(".xlsx", ".csv"))
                .isEqualTo(
                        PolicyFiles.of("cards", new TreeMap<>(csv("about,MemoryLot\noffered,ratePerHour\nyes,0.02\n")))
                                .get(0)
                                .text());
    }

    @Test
    void aMisspeltHeaderIsNamedWithTheWordThatIsMeant() {
        assertThat(refusal(csv("about,StorageLot\nstartHour from,startHour belo,raise\n0,8,1\n")))
                .isEqualTo("card.csv, cell B2: \"startHour belo\" is no header of a card about StorageLot; did you mean"
                        + " \"startHour below\"?");
    }

    @Test
    void aMisspeltFactIsNamedWithTheWordThatIsMeant() {
        assertThat(refusal(csv("about,StorageLt\nraise\n1\n")))
                .isEqualTo("card.csv, cell B1: \"StorageLt\" is no fact; did you mean \"StorageLot\"?");
    }

    @Test
    void anEmptyCellIsFound() {
        assertThat(refusal(csv(HEAD + "0,8,10\n,18,20\n"))).startsWith("card.csv, cell A4: is empty; write any");
    }

    @Test
    void aWrongTypeIsFound() {
        assertThat(refusal(csv(HEAD + "0,noon,10\n")))
                .isEqualTo("card.csv, cell B3: \"startHour\" wants a whole number, not \"noon\"");
    }

    @Test
    void aMisspeltKindIsFound() {
        assertThat(refusal(csv("about,PeripheralLot\nkind,raise\nPRITNER,1\n")))
                .startsWith("card.csv, cell A3: \"PRITNER\" is none of")
                .endsWith("did you mean \"PRINTER\"?");
    }

    @Test
    void overlappingRowsAreFound() {
        assertThat(refusal(csv(HEAD + "0,9,10\n8,18,20\n")))
                .isEqualTo("card.csv, cell A4: the row overlaps row 3; both would count");
    }

    @Test
    void aRowThatAnotherCoversIsFound() {
        assertThat(refusal(csv(HEAD + "any,any,10\n8,18,20\n")))
                .isEqualTo("card.csv, cell A4: row 3 covers all of this row; both would count");
    }

    @Test
    void aRowThatIsNeverReachedIsFound() {
        assertThat(refusal(csv(HEAD + "18,8,10\n"))).startsWith("card.csv, cell A3: the row is never reached");
    }

    @Test
    void aGapIsFound() {
        assertThat(refusal(csv(HEAD + "0,8,10\n9,18,20\n")))
                .isEqualTo("card.csv, cell A4: a gap: no row says what holds for startHour from 8 below 9");
    }

    @Test
    void halfOfARangeIsFound() {
        assertThat(refusal(csv("about,StorageLot\nstartHour from,raise\n1,2\n")))
                .startsWith("card.csv, cell A2: want \"startHour from\"");
    }

    @Test
    void codeInACellIsRefused() {
        assertThat(refusal(csv("about,FileLot\nname,raise\n\"x\"\") || eval(true\",1\n")))
                .startsWith("card.csv, cell A3: has a quote");
    }

    @Test
    void mergedCellsAndFormulasAreRefused() {
        assertThat(refusal(Map.of(
                        "card.xlsx",
                        workbook("<row r=\"1\"/></sheetData><mergeCells>"
                                + "<mergeCell ref=\"A2:A4\"/></mergeCells><sheetData>"))))
                .contains("card.xlsx, cell A2:A4: the cells are merged");
        assertThat(refusal(Map.of("card.xlsx", workbook("<row><c r=\"B7\"><f>1+1</f><v>2</v></c></row>"))))
                .isEqualTo("card.xlsx, cell B7: holds a formula; write its result");
    }

    @Test
    void whatIsNoWorkbookIsRefused() {
        assertThat(refusal(Map.of("card.xlsx", new byte[] {1, 2, 3}))).startsWith("card.xlsx: has 0 sheets");
    }

    @Test
    void aWorkbookThatGrowsBeyondMeasureIsRefused() {
        assertThat(refusal(Map.of("card.xlsx", workbook(" ".repeat(5_000_000)))))
                .contains("unpacks to more than");
    }

    private static Map<String, byte[]> csv(String text) {
        return Map.of("card.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String address, String text) {
        return "<c r=\"" + address + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    private static byte[] workbook(String rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            zip.write(("<worksheet><sheetData>" + rows + "</sheetData></worksheet>").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static String refusal(Map<String, byte[]> files) {
        PolicyException refusal =
                catchThrowableOfType(PolicyException.class, () -> PolicyFiles.of("cards", new TreeMap<>(files)));
        assertThat(refusal).isNotNull();
        return refusal.getMessage();
    }
}
