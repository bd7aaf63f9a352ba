package org.dcrbs.rules;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one sheet of an .xlsx workbook: texts, numbers, yes or no, and which cells are merged. Formulas are refused,
 * for a policy is what stands in its file; so are documents that grow beyond measure when they are unpacked.
 */
final class XlsxReader {
    private static final int MOST_UNPACKED = 4 * 1024 * 1024;

    private final String file;
    private final List<String> texts = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> merged = new ArrayList<>();
    private final List<Diagnostic> wrong = new ArrayList<>();

    private XlsxReader(String file) {
        this.file = file;
    }

    static Sheet read(String file, byte[] bytes) throws PolicyException {
        XlsxReader reader = new XlsxReader(file);
        try {
            return reader.read(bytes);
        } catch (IOException | XMLStreamException | RuntimeException e) {
            throw new PolicyException(new Diagnostic(file, 0, "", "is no .xlsx spreadsheet that can be read"));
        }
    }

    private Sheet read(byte[] bytes) throws IOException, XMLStreamException, PolicyException {
        Map<String, byte[]> parts = unpacked(bytes);
        List<String> sheets = parts.keySet().stream()
                .filter(name -> name.matches("xl/worksheets/[^/]+[.]xml"))
                .toList();
        if (sheets.size() != 1) {
            throw new PolicyException(new Diagnostic(file, 0, "", "has " + sheets.size() + " sheets; want one"));
        }
        byte @Nullable [] shared = parts.get("xl/sharedStrings.xml");
        if (shared != null) {
            readTexts(parse(shared));
        }
        readCells(parse(parts.getOrDefault(sheets.get(0), new byte[0])));
        if (!wrong.isEmpty()) {
            throw new PolicyException(wrong);
        }
        return new Sheet(file, rows, merged);
    }

    private Map<String, byte[]> unpacked(byte[] bytes) throws IOException, PolicyException {
        Map<String, byte[]> parts = new TreeMap<>();
        int left = MOST_UNPACKED;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] part = zip.readNBytes(left + 1);
                left -= part.length;
                if (left < 0) {
                    throw new PolicyException(
                            new Diagnostic(file, 0, "", "unpacks to more than " + MOST_UNPACKED + " bytes"));
                }
                parts.put(entry.getName(), part);
            }
        }
        return parts;
    }

    private static XMLStreamReader parse(byte[] part) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(new ByteArrayInputStream(part));
    }

    private void readTexts(XMLStreamReader xml) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("t")) {
                text.append(xml.getElementText());
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("si")) {
                texts.add(text.toString());
                text.setLength(0);
            }
        }
    }

    private void readCells(XMLStreamReader xml) throws XMLStreamException, PolicyException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                if (xml.getLocalName().equals("c")) {
                    readCell(xml);
                } else if (xml.getLocalName().equals("mergeCell")) {
                    merged.add(xml.getAttributeValue(null, "ref"));
                }
            }
        }
    }

    private void readCell(XMLStreamReader xml) throws XMLStreamException, PolicyException {
        String address = xml.getAttributeValue(null, "r");
        if (!address.matches("[A-Z][1-9][0-9]{0,3}") || Integer.parseInt(address.substring(1)) > Sheet.MOST_ROWS) {
            throw new PolicyException(new Diagnostic(
                    file,
                    0,
                    address,
                    "",
                    "is outside of a card's " + Sheet.MOST_COLUMNS + " columns and " + Sheet.MOST_ROWS + " rows"));
        }
        int column = address.charAt(0) - 'A';
        int row = Integer.parseInt(address.substring(1)) - 1;
        String type = String.valueOf(xml.getAttributeValue(null, "t"));
        StringBuilder value = new StringBuilder();
        while (!(xml.next() == XMLStreamConstants.END_ELEMENT
                && xml.getLocalName().equals("c"))) {
            if (xml.isStartElement() && xml.getLocalName().equals("f")) {
                wrong.add(Sheet.wrong(file, row, column, "holds a formula; write its result"));
            } else if (xml.isStartElement() && xml.getLocalName().matches("v|t")) {
                value.append(xml.getElementText());
            }
        }
        put(row, column, value.isEmpty() ? "" : meant(type, value.toString()));
    }

    private String meant(String type, String value) {
        return switch (type) {
            case "s" -> texts.get(Integer.parseInt(value));
            case "b" -> value.equals("1") ? "yes" : "no";
            case "null", "n" ->
                // As the spreadsheet shows it: 0.1 is stored as the nearest number of base two.
                BigDecimal.valueOf(Double.parseDouble(value))
                        .stripTrailingZeros()
                        .toPlainString();
            default -> value;
        };
    }

    private void put(int row, int column, String text) {
        while (rows.size() <= row) {
            rows.add(new ArrayList<>());
        }
        List<String> cells = rows.get(row);
        while (cells.size() <= column) {
            cells.add("");
        }
        cells.set(column, text);
    }
}
