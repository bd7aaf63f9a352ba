package org.dcrbs.server.importer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.dcrbs.server.listing.BadInputException;

/** A file of separated values, UTF-8, gzip if its name ends in {@code .gz}, with limits on its size and lines. */
final class Source implements AutoCloseable {
    private final String name;
    private final CsvReader<CsvRecord> csv;
    private final Iterator<CsvRecord> records;
    private long line;

    private Source(String name, CsvReader<CsvRecord> csv) {
        this.name = name;
        this.csv = csv;
        this.records = csv.iterator();
    }

    /** The caller closes it. */
    static Source open(Path file, char separator, Limits limits) {
        String name = String.valueOf(file.getFileName());
        try {
            InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
            InputStream plain = name.endsWith(".gz") ? unpacked(raw) : raw;
            Reader reader = new InputStreamReader(
                    new BoundedStream(plain, limits.mostBytes()), StandardCharsets.UTF_8.newDecoder());
            CsvRecordHandler handler = CsvRecordHandler.builder()
                    .maxFields(limits.longestLine())
                    .maxFieldSize(limits.longestLine())
                    .maxRecordSize(limits.longestLine())
                    .build();
            return new Source(
                    name,
                    CsvReader.builder()
                            .fieldSeparator(separator)
                            .allowUnclosedQuote(false)
                            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                            .maxBufferSize(Math.max(limits.longestLine(), 1 << 14))
                            .build(handler, reader));
        } catch (NoSuchFileException e) {
            throw new BadInputException(file + ": no such file", e);
        } catch (IOException e) {
            throw new BadInputException(name + ": can't be read: " + e.getMessage(), e);
        }
    }

    private static InputStream unpacked(InputStream raw) throws IOException {
        try {
            return new GZIPInputStream(raw, 1 << 16);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    String name() {
        return name;
    }

    BadInputException fault(String what) {
        return new BadInputException(name + ": " + what);
    }

    boolean hasNext() {
        return guarded(records::hasNext);
    }

    CsvRecord next() {
        CsvRecord next = guarded(records::next);
        line = next.getStartingLineNumber();
        return next;
    }

    private <T> T guarded(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (CsvParseException e) {
            throw new BadInputException(name + ", after line " + line + ": " + reason(e), e);
        } catch (UncheckedIOException e) {
            throw unreadable(Objects.requireNonNull(e.getCause()));
        }
    }

    private BadInputException unreadable(IOException e) {
        String what = e instanceof CharacterCodingException ? "not UTF-8" : "can't be read: " + e.getMessage();
        return new BadInputException(name + ", after line " + line + ": " + what, e);
    }

    private static String reason(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage());
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
